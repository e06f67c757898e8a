import type { LayerDescription } from '../../src/protocol/events';
import type { RunView } from '../../src/protocol/runView';
import { dataTable, tableFrame, type Column } from '../dom/dataTable';
import { element } from '../dom/element';
import { formatCount, formatNumber } from '../words/formatNumber';
import { metricTitle } from '../words/metricLabel';

/** Columns are the layer metrics that the run has, in this order; others follow by name. */
const order = [
  'oui',
  'oui_relative',
  'dead_units',
  'weight_norm_ratio',
  'weight_movement',
  'weight_change',
  'update_ratio',
];

/** The network layer by layer with its last values. */
export function layerTable(view: RunView): HTMLElement {
  const layers = view.started?.layers ?? [];
  const metrics = layerMetrics(view);
  const columns: readonly Column[] = [
    { text: 'Layer' },
    { text: 'Kind' },
    ...['Units', 'Parameters', ...metrics.map(metricTitle)].map(
      (text) => ({ text, look: 'number' }) as const,
    ),
  ];
  return element(
    'section',
    { class: 'layers', 'aria-labelledby': 'layers-title' },
    element('h2', { id: 'layers-title' }, 'Layers'),
    layers.length === 0
      ? element('p', { class: 'empty' }, 'The run ended before its layers were recorded.')
      : tableFrame(
          'Layers',
          dataTable(
            'Values of the last observation',
            columns,
            layers.map((layer) => layerRow(view, layer, metrics)),
          ),
        ),
  );
}

function layerRow(
  view: RunView,
  layer: LayerDescription,
  metrics: readonly string[],
): readonly string[] {
  return [
    layer.name,
    layer.kind,
    formatCount(layer.units),
    formatCount(layer.parameters),
    ...metrics.map((metric) => {
      const value = lastObserved(view, layer.name, metric);
      if (value === undefined) return '\u2013';
      return formatNumber(value, metric === 'update_ratio' ? 'short' : 'two');
    }),
  ];
}

function lastObserved(view: RunView, layer: string, metric: string): number | undefined {
  for (let i = view.steps.length - 1; i >= 0; i--) {
    const value = view.steps[i]?.layers[layer]?.[metric];
    if (value !== undefined) return value;
  }
  return undefined;
}

function layerMetrics(view: RunView): readonly string[] {
  const seen = new Set(
    view.steps.flatMap((step) => Object.values(step.layers).flatMap((one) => Object.keys(one))),
  );
  return [...order.filter((metric) => seen.delete(metric)), ...[...seen].sort()];
}
