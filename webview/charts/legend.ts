import { element, svgElement } from '../dom/element';
import { lastFiniteIndex } from '../series/series';
import { formatNumber } from '../words/formatNumber';
import { sayLastValue, type ChartSpec } from './chartSpec';
import { levelDash } from './levelLine';
import { lineStyles } from './lineStyle';

/** Below this width of the plot, in CSS pixels, the labels stand under it; `charts.css` knows it too. */
export const narrow = 380;

/** The end labels as a list under a narrow plot. The plot's own label says the same to readers. */
export function legendItems(spec: ChartSpec): readonly HTMLElement[] {
  const styles = lineStyles(spec.series);
  const lines = spec.series.flatMap((series, i) => {
    const style = styles[i];
    if (!style || series.role === 'background' || lastFiniteIndex(series.y) < 0) return [];
    const { colour, dash, width } = style;
    return [item(sayLastValue(series, spec.axis.style), `--fs-line-${colour}`, dash, width)];
  });
  const { level } = spec;
  if (!level || lines.length === 0) return lines;
  const text = `${level.says} ${formatNumber(level.value, spec.axis.style)}`;
  return [...lines, item(text, '--fs-muted', levelDash, 1.25)];
}

function item(text: string, colour: string, dash: readonly number[], width: number): HTMLLIElement {
  const line = svgElement('line', {
    x1: 0,
    y1: 4,
    x2: 18,
    y2: 4,
    stroke: `var(${colour})`,
    'stroke-width': width,
    'stroke-dasharray': dash.length > 0 ? dash.join(' ') : undefined,
  });
  return element('li', {}, svgElement('svg', { viewBox: '0 0 18 8' }, line), text);
}
