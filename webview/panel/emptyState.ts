import { element } from '../dom/element';
import type { PanelState } from './panelState';

/** What stands in the panel while there is no run in it. */
export function emptyState(): { readonly element: HTMLElement; update(state: PanelState): void } {
  const title = element('h2', {});
  const text = element('p', {});
  const block = element('div', { class: 'empty-state' }, title, text);
  return {
    element: block,
    update(state) {
      block.hidden = state.shown !== undefined && state.awaited === 0;
      const [heading, says] = sayEmpty(state);
      if (title.textContent !== heading) title.textContent = heading;
      if (text.textContent !== says) text.textContent = says;
    },
  };
}

function sayEmpty({ isConnected, shown, runs }: PanelState): readonly [string, string] {
  if (!isConnected || shown) return ['', 'Reading the run\u2026'];
  if (runs.length > 0) return ['No run shown', 'Choose a run above.'];
  return ['No run yet', 'Open a config and choose Diagnose.'];
}
