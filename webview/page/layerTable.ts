import type { LayerDescription } from '../../src/protocol/events';
import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';
import { formatCount, formatNumber, type NumberStyle } from '../words/formatNumber';
import { metricLabel } from '../words/metricLabel';

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
  return element(
    'section',
    { class: 'layers', 'aria-labelledby': 'layers-title' },
    element('h2', { id: 'layers-title' }, 'Layers'),
    layers.length === 0
      ? element('p', { class: 'empty' }, 'The run ended before its layers were recorded.')
      : element(
          'div',
          { class: 'table', role: 'region', 'aria-label': 'Layers', tabindex: 0 },
          element(
            'table',
            {},
            element('caption', {}, 'Values of the last observation'),
            element(
              'thead',
              {},
              element(
                'tr',
                {},
                ...['Layer', 'Kind', 'Units', 'Parameters', ...metrics.map(metricLabel)].map(
                  (name) => element('th', { scope: 'col' }, name),
                ),
              ),
            ),
            element('tbody', {}, ...layers.map((layer) => layerRow(view, layer, metrics))),
          ),
        ),
  );
}

function layerRow(view: RunView, layer: LayerDescription, metrics: readonly string[]): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, layer.name),
    element('td', {}, layer.kind),
    element('td', { class: 'number' }, formatCount(layer.units)),
    element('td', { class: 'number' }, formatCount(layer.parameters)),
    ...metrics.map((metric) => {
      const value = lastObserved(view, layer.name, metric);
      return value === undefined
        ? element('td', { class: 'number none', title: layer.notDefined?.[metric] }, '\u2013')
        : element('td', { class: 'number' }, formatNumber(value, styleOf(metric)));
    }),
  );
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

function styleOf(metric: string): NumberStyle {
  return metric === 'update_ratio' ? 'short' : 'two';
}
