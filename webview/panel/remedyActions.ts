import type { Remedy } from '../../src/protocol/finding';
import { element } from '../dom/element';
import { formatNumber } from '../words/formatNumber';
import { button } from './controls';

/** Whether a remedy can be written into the config as it is now. */
export type Fit = 'applicable' | 'applied' | 'outdated';

export interface RemedyRequests {
  apply(remedy: string): void;
  applyAndRerun(remedy: string): void;
}

export interface RemedyActions {
  readonly element: HTMLElement;
  /** @param mayStart false in Restricted Mode, where values can be set and nothing be started */
  update(fit: Fit, isRunning: boolean, mayStart: boolean): void;
}

/** The buttons below a remedy, or why there are none. The nodes stay, so that focus does. */
export function remedyActions(remedy: Remedy, requests: RemedyRequests): RemedyActions {
  const { path, to } = remedy.change;
  const value = formatNumber(to, 'power');
  const apply = button('Apply', 'secondary', () => requests.apply(remedy.id));
  apply.setAttribute('aria-label', `Apply: set ${path} to ${value}`);
  const rerun = button('Apply and Re-run', 'primary', () => requests.applyAndRerun(remedy.id));
  rerun.setAttribute('aria-label', `Apply and Re-run: set ${path} to ${value} and train again`);
  const note = element('p', { class: 'fit', tabindex: -1 });
  const buttons = element('div', { class: 'buttons' }, rerun, apply);
  return {
    element: element('div', { class: 'actions' }, buttons, note),
    update(fit, isRunning, mayStart) {
      const held = buttons.contains(document.activeElement);
      rerun.hidden = isRunning || !mayStart;
      buttons.hidden = fit !== 'applicable';
      const text = noteOf(fit, isRunning, mayStart, value);
      if (note.textContent !== text) note.textContent = text;
      if (held && buttons.hidden) note.focus();
    },
  };
}

function noteOf(fit: Fit, isRunning: boolean, mayStart: boolean, value: string): string {
  switch (fit) {
    case 'applicable':
      if (!mayStart) return 'Re-run needs your trust in this folder.';
      return isRunning ? 'Re-run comes when this run is over; Stop ends it.' : '';
    case 'applied':
      return `Applied: the config has ${value} now. Undo in its editor takes it back.`;
    case 'outdated':
      return 'Not applicable: the config has another value now.';
  }
}
