import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';
import { metricGroupsSection } from '../page/metricGroups';

/** Milliseconds between two updates of a run that goes on: nobody reads faster. */
const updateEvery = 1000;

/** All metrics in their groups; what the reader has opened stays open, and focus stays. */
export function metricPane(): { readonly element: HTMLElement; update(view: RunView): void } {
  const place = element('div', { class: 'metric-pane' });
  let drawn: RunView | undefined;
  let drawnAt = -Infinity;
  return {
    element: place,
    update(view) {
      const isSame = drawn?.record.id === view.record.id && drawn.outcome === view.outcome;
      if (drawn === view || (isSame && performance.now() - drawnAt < updateEvery)) return;
      drawn = view;
      drawnAt = performance.now();
      const open = new Set([...place.querySelectorAll('details[open]')].map(idOf));
      const focused = idOf(document.activeElement?.closest('.metric-pane details') ?? undefined);
      place.replaceChildren(metricGroupsSection(view));
      for (const details of place.querySelectorAll('details')) {
        if (open.has(idOf(details))) details.open = true;
        if (focused !== undefined && idOf(details) === focused)
          details.querySelector('summary')?.focus({ preventScroll: true });
      }
    },
  };
}

function idOf(details: Element | undefined): string | undefined {
  return details?.getAttribute('data-metric') ?? undefined;
}
