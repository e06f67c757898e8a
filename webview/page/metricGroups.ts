import {
  metricCatalog,
  metricGroups,
  metricIds,
  type MetricGroup,
} from '../../src/metrics/catalog';
import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';
import { ofRun } from '../series/ofRun';
import { overEpochs } from '../series/overEpochs';
import { firstFinite, lastFinite, type Series } from '../series/series';
import { formatNumber } from '../words/formatNumber';
import { metricSays, metricTitle } from '../words/metricLabel';
import { hasOutstanding, heatStrip, layerSentence } from './heatStrip';
import { MeasuredMetrics } from './measuredMetrics';

const titles: Readonly<Record<MetricGroup | 'other', string>> = {
  fit: 'Fit',
  alignment: 'Alignment and features',
  health: 'Health of layers and steps',
  other: 'Others',
};

/**
 * Every metric of the run in its group: first and last value, layers as a strip over the looks, and
 * behind the title what it means, where it comes from and what it does not say.
 */
export function metricGroupsSection(
  view: RunView,
  ids: readonly string[] = new MeasuredMetrics().of(view),
  draw: (view: RunView, id: string) => HTMLElement = metricDetails,
  notes: HTMLElement = layerNotes(view, ids),
): HTMLElement {
  return element(
    'section',
    { class: 'metrics', 'aria-labelledby': 'metrics-title' },
    element('h2', { id: 'metrics-title' }, 'All metrics'),
    ...(ids.length === 0
      ? [element('p', { class: 'empty' }, 'No observation was recorded.')]
      : [notes, ...groups(view, ids, draw)]),
  );
}

/** What stands out, in words; in the panel it is said anew when the values are. */
export function layerNotes(view: RunView, ids: readonly string[]): HTMLElement {
  const notes = ids.filter((id) => hasOutstanding(view, id)).map((id) => layerSentence(view, id));
  return notes.length === 0
    ? element('p', { class: 'layer-notes' }, 'No layer stands out in any metric.')
    : element('ul', { class: 'layer-notes' }, ...notes.map((note) => element('li', {}, note)));
}

function groups(
  view: RunView,
  ids: readonly string[],
  draw: (view: RunView, id: string) => HTMLElement,
): HTMLElement[] {
  const groupOf = (id: string) => described(id)?.group ?? 'other';
  return [...metricGroups, 'other' as const].flatMap((group) => {
    const own = ids.filter((id) => groupOf(id) === group);
    if (own.length === 0) return [];
    return [
      element('h3', { class: 'metric-group' }, titles[group]),
      element('div', { class: 'metric-list' }, ...own.map((id) => draw(view, id))),
    ];
  });
}

/** One metric: its values in the line, its meaning behind it. */
export function metricDetails(view: RunView, id: string): HTMLDetailsElement {
  const values = valuesOf(view, id)?.y ?? [];
  const [first, last] = [firstFinite(values), lastFinite(values)].map((value) =>
    Number.isNaN(value) ? '' : formatNumber(value, 'short'),
  );
  const strip = heatStrip(view, id);
  const known = described(id);
  return element(
    'details',
    { class: 'metric', 'data-metric': id },
    element(
      'summary',
      {},
      element('span', { class: 'metric-name' }, metricTitle(id)),
      element(
        'span',
        { class: 'metric-values' },
        ...(first === last ? [] : [element('span', { class: 'first' }, `${first} to `)]),
        element('strong', {}, last ?? ''),
      ),
      ...(strip ? [strip] : []),
    ),
    element(
      'div',
      { class: 'metric-more' },
      ...(metricSays(id) === '' ? [] : [element('p', {}, metricSays(id))]),
      ...(strip ? [element('p', {}, sentence(layerSentence(view, id)))] : []),
      ...(known
        ? [
            element('p', { class: 'limits' }, `Limits: ${known.limits}`),
            element('p', { class: 'source' }, `Source: ${known.source}`),
          ]
        : []),
    ),
  );
}

function sentence(text: string): string {
  return text.startsWith('OUI') ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

function described(id: string) {
  return (metricIds as readonly string[]).includes(id)
    ? metricCatalog[id as keyof typeof metricCatalog]
    : undefined;
}

function valuesOf(view: RunView, id: string): Series | undefined {
  const line = { label: id, role: 'main' } as const;
  const pick = {
    key: `epoch ${id}`,
    of: ({ metrics }: { metrics: Record<string, number> }) => metrics[id],
  };
  return ofRun(view, id, line) ?? overEpochs(view.epochs, { id, ...line }, pick);
}
