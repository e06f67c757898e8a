import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';
import { progressFacts, shareDone } from './progress';

export interface ProgressLine {
  readonly element: HTMLElement;
  update(view: RunView): void;
}

/** Where the run is: facts in a line, and a bar while it goes on. */
export function progressLine(): ProgressLine {
  const facts = element('p', { class: 'progress-facts' });
  const bar = element('progress', { max: 1, 'aria-label': 'Progress of the run' });
  return {
    element: element('div', { class: 'progress' }, bar, facts),
    update(view) {
      const isRunning = view.outcome === 'running';
      bar.hidden = !isRunning;
      if (!view.started) bar.removeAttribute('value');
      else bar.value = shareDone(view);
      const said = progressFacts(view).join(' \u00b7 ');
      const text = said.charAt(0).toUpperCase() + said.slice(1);
      if (facts.textContent !== text) facts.textContent = text;
      facts.className = `progress-facts ${view.outcome}`;
    },
  };
}
