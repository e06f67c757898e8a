import type { ChartDataset } from 'chart.js';
import type { Series } from '../series/series';
import { thin, type Point } from '../series/thin';
import type { ChartSpec } from './chartSpec';
import { lineStyles } from './lineStyle';
import type { ChartTheme } from './theme';

/** Pixels between two point marks of a line. */
const markEvery = 56;

/** Chart.js's datasets for a plot of that width, thinned, with what tells the lines apart. */
export function datasets(
  spec: ChartSpec,
  theme: ChartTheme,
  width: number,
): ChartDataset<'line', Point[]>[] {
  const { from, to } = epochRange(spec);
  const styles = lineStyles(spec.series);
  return spec.series.map((series, index) => {
    const style = styles[index] ?? { colour: 0, dash: [], point: 'circle', width: 1.5 };
    const data = thin(series, { width, from, to }, spec.axis.scale) as Point[];
    const colour = theme.lines[style.colour] ?? theme.text;
    return {
      label: series.label,
      data,
      order: series.role === 'main' ? 0 : series.role === 'part' ? 1 : 2,
      borderColor: colour,
      borderDash: [...style.dash],
      borderWidth: style.width,
      backgroundColor: colour,
      pointStyle: style.point,
      pointRadius: series.role === 'background' ? 0 : marks(data, index, width / (to - from)),
      pointBorderColor: colour,
      pointBackgroundColor: theme.surface,
      pointBorderWidth: 1.5,
      pointHoverRadius: series.role === 'background' ? 0 : 5,
      pointHitRadius: 0,
      // Marks at the edge of the plot are drawn whole.
      clip: 5,
      tension: 0,
      ...shade(spec, series, theme),
    };
  });
}

/** First and last epoch shown. */
export function epochRange(spec: ChartSpec): { readonly from: number; readonly to: number } {
  const last = Math.max(spec.untilEpoch, ...spec.series.map(({ x }) => x.at(-1) ?? 0));
  return { from: 0, to: last > 0 ? last : 1 };
}

/** Radius of every point: marks at even distances, shifted from line to line, and lone points. */
function marks(data: readonly Point[], index: number, perEpoch: number): number[] {
  let next = -Infinity;
  const shift = (index * 17) % markEvery;
  return data.map((point, i) => {
    if (Number.isNaN(point.y)) return 0;
    const lone = !drawn(data[i - 1]) && !drawn(data[i + 1]);
    const at = point.x * perEpoch;
    if (next === -Infinity) next = at + shift;
    if (!lone && at < next) return 0;
    next = at + markEvery;
    return 3;
  });
}

function drawn(point: Point | undefined): boolean {
  return point !== undefined && !Number.isNaN(point.y);
}

function shade(
  spec: ChartSpec,
  series: Series,
  theme: ChartTheme,
): Partial<ChartDataset<'line', Point[]>> {
  if (spec.level?.shades !== series.id) return { fill: false };
  const target = { value: spec.level.value };
  return { fill: { target, above: 'transparent', below: theme.fall } };
}
