import type { Remedy } from '../../src/protocol/finding';
import { element } from '../dom/element';
import { formatNumber } from '../words/formatNumber';
import { button } from './controls';

/** Whether remedies can be written into the config as it is now. */
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

/**
 * The buttons below the remedies of a finding, which are applied together, or why there are none.
 * The nodes stay, so that focus does.
 */
export function remedyActions(
  remedies: readonly Remedy[],
  requests: RemedyRequests,
): RemedyActions {
  const id = remedies[0]?.id ?? '';
  const sets = remedies.map(
    ({ change: { path, to } }) => `set ${path} to ${formatNumber(to, 'power')}`,
  );
  const all = sets.join(' and ');
  const apply = button('Apply', 'secondary', () => requests.apply(id));
  apply.setAttribute('aria-label', `Apply: ${all}`);
  const rerun = button('Apply and Re-run', 'primary', () => requests.applyAndRerun(id));
  rerun.setAttribute('aria-label', `Apply and Re-run: ${all} and train again`);
  const note = element('p', { class: 'fit', tabindex: -1 });
  const buttons = element('div', { class: 'buttons' }, rerun, apply);
  const values = remedies.map(({ change }) => formatNumber(change.to, 'power')).join(' and ');
  return {
    element: element('div', { class: 'actions' }, buttons, note),
    update(fit, isRunning, mayStart) {
      const held = buttons.contains(document.activeElement);
      rerun.hidden = isRunning || !mayStart;
      buttons.hidden = fit !== 'applicable';
      const text = noteOf(fit, isRunning, mayStart, values);
      if (note.textContent !== text) note.textContent = text;
      if (held && buttons.hidden) note.focus();
    },
  };
}

function noteOf(fit: Fit, isRunning: boolean, mayStart: boolean, values: string): string {
  switch (fit) {
    case 'applicable':
      if (!mayStart) return 'Re-run needs your trust in this folder.';
      return isRunning ? 'Re-run comes when this run is over; Stop ends it.' : '';
    case 'applied':
      return `Applied: the config has ${values} now. Undo in its editor takes it back.`;
    case 'outdated':
      return 'Not applicable: the config has another value now.';
  }
}
