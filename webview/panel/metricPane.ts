import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';
import { MeasuredMetrics } from '../page/measuredMetrics';
import { layerNotes, metricDetails, metricGroupsSection } from '../page/metricGroups';

/** Milliseconds between two updates of a run that goes on: nobody reads faster. */
const updateEvery = 1000;
/** Milliseconds of a frame that drawing metrics may take; the others wait for the next one. */
const slice = 8;

/** All metrics in their groups; what the reader has opened stays open, and focus stays. */
export function metricPane(): { readonly element: HTMLElement; update(view: RunView): void } {
  const place = element('div', { class: 'metric-pane' });
  const measured = new MeasuredMetrics();
  let drawn: RunView | undefined;
  let drawnAt = -Infinity;
  let shown: readonly string[] = [];
  let waiting: string[] = [];
  const lines = new Map<string, HTMLDetailsElement>();

  function fill(): void {
    const end = performance.now() + slice;
    for (let id = waiting.shift(); id !== undefined && drawn; id = waiting.shift()) {
      replace(id, metricDetails(drawn, id));
      if (performance.now() > end) break;
    }
    if (waiting.length > 0) requestAnimationFrame(fill);
    else if (drawn && shown.length > 0)
      place.querySelector('.layer-notes')?.replaceWith(layerNotes(drawn, shown));
  }

  function replace(id: string, fresh: HTMLDetailsElement): void {
    const old = lines.get(id);
    if (!old) return;
    fresh.open = old.open;
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(fresh);
    lines.set(id, fresh);
    if (hadFocus) fresh.querySelector('summary')?.focus({ preventScroll: true });
  }

  function begin(view: RunView, ids: readonly string[]): void {
    const open = new Set([...lines].flatMap(([id, line]) => (line.open ? [id] : [])));
    lines.clear();
    const line = (_: RunView, id: string): HTMLDetailsElement => {
      const empty = emptyLine(id, open.has(id));
      lines.set(id, empty);
      return empty;
    };
    const notes = element('p', { class: 'layer-notes' });
    place.replaceChildren(metricGroupsSection(view, ids, line, notes));
  }

  return {
    element: place,
    update(view) {
      const isSame = drawn?.record.id === view.record.id && drawn.outcome === view.outcome;
      if (drawn === view || (isSame && performance.now() - drawnAt < updateEvery)) return;
      const isOther = drawn?.record.id !== view.record.id;
      drawn = view;
      drawnAt = performance.now();
      const ids = measured.of(view);
      if (isOther || ids.join() !== shown.join()) begin(view, ids);
      shown = ids;
      const isFilling = waiting.length > 0;
      waiting = [...ids];
      if (!isFilling) fill();
    },
  };
}

/** The place of a metric until it is its turn. */
function emptyLine(id: string, isOpen: boolean): HTMLDetailsElement {
  const details = element('details', { class: 'metric', 'data-metric': id });
  details.open = isOpen;
  details.append(element('summary', {}, id));
  return details;
}
