import { outstandingLayer } from '../../src/metrics/outstandingLayer';
import type { RunView } from '../../src/protocol/runView';
import { element, svgElement } from '../dom/element';
import { byLayer } from '../series/byLayer';
import { lastFinite, type Series } from '../series/series';
import { formatEpoch, formatNumber } from '../words/formatNumber';
import { metricLabel } from '../words/metricLabel';

/** More columns than this no strip has room for. */
const mostColumns = 60;
/** Values that span more than this factor are coloured by their logarithm. */
const wide = 50;
const faintest = 0.06;

/** A metric by layer: a row a layer, a column a look, the darker the higher; undefined without any. */
export function heatStrip(view: RunView, id: string): HTMLElement | undefined {
  const layers = byLayer(view, id);
  if (layers.length === 0) return undefined;
  const shade = shading(layers);
  const beyond = outstanding(layers, id)?.beyond ?? [];
  return element(
    'span',
    { class: 'heat', role: 'img', 'aria-label': sayLayers(layers, id) },
    ...layers.map((layer) =>
      element(
        'span',
        { class: beyond.includes(layer.label) ? 'heat-row outstanding' : 'heat-row' },
        element('span', { class: 'heat-name' }, layer.label),
        cells(layer, shade),
      ),
    ),
  );
}

/** "hidden2 stands out in dead units: 0.62 at epoch 4; the others 0.01 to 0.05." Or none does. */
export function layerSentence(view: RunView, id: string): string {
  return sayLayers(byLayer(view, id), id);
}

/** Whether a layer stands out in the last values of a metric. */
export function hasOutstanding(view: RunView, id: string): boolean {
  return outstanding(byLayer(view, id), id) !== undefined;
}

function sayLayers(layers: readonly Series[], id: string): string {
  const values = layers.map((layer) => lastFinite(layer.y)).filter(Number.isFinite);
  const epoch = formatEpoch(layers[0]?.x.at(-1) ?? NaN);
  const found = outstanding(layers, id);
  if (!found) return `${metricLabel(id)} by layer: ${range(values)} at epoch ${epoch}.`;
  const others = found.others.length > 0 ? `; the others ${range(found.others)}` : '';
  const value = formatNumber(found.value, 'short');
  if (found.beyond.length === layers.length && layers.length > 1)
    return `All layers are off in ${metricLabel(id)}: ${range(values)} at epoch ${epoch}.`;
  return `${found.layer} stands out in ${metricLabel(id)}: ${value} at epoch ${epoch}${others}.`;
}

function range(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [low, high].map((value) => formatNumber(value, 'short'));
  return from === to ? `${from}` : `${from} to ${to}`;
}

function outstanding(layers: readonly Series[], id: string) {
  return outstandingLayer(
    id,
    Object.fromEntries(layers.map((layer) => [layer.label, lastFinite(layer.y)])),
  );
}

/** Opacity of a value between the least and the largest of all layers. */
function shading(layers: readonly Series[]): (value: number) => number {
  let [low, high] = [Infinity, -Infinity];
  for (const { y } of layers)
    for (const value of y) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  const scale = low > 0 && high / low > wide ? Math.log : (value: number) => value;
  const span = scale(high) - scale(low);
  return (value) =>
    span > 0 ? faintest + (1 - faintest) * ((scale(value) - scale(low)) / span) : 0.5;
}

function cells({ y }: Series, shade: (value: number) => number): SVGElement {
  const count = Math.min(mostColumns, y.length);
  const columns = Array.from({ length: count }, (_, at) => {
    const value = y[count < 2 ? 0 : Math.round((at * (y.length - 1)) / (count - 1))] ?? NaN;
    const opacity = Number.isFinite(value) ? shade(value).toFixed(2) : 0;
    return svgElement('rect', { x: at, width: 1.02, height: 1, 'fill-opacity': opacity });
  });
  const box = { viewBox: `0 0 ${Math.max(1, count)} 1`, preserveAspectRatio: 'none' };
  return svgElement('svg', { ...box, 'aria-hidden': 'true' }, ...columns);
}
