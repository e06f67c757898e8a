import type { ChartDataset } from 'chart.js';
import type { Series } from '../series/series';
import { thin, type Point } from '../series/thin';
import type { ChartSpec } from './chartSpec';
import { lineStyles } from './lineStyle';
import { markedPoints, type Marks } from './pointMarks';
import type { ChartTheme } from './theme';

export interface Lines {
  readonly datasets: ChartDataset<'line', Point[]>[];
  /** By the index of the dataset; background lines have none. */
  readonly marks: readonly (Marks | undefined)[];
}

/** CSS pixels of a column of which thinning keeps the first, lowest, highest and last point. */
const column = 2;

/** Chart.js's datasets for a plot of that width, thinned, with what tells the lines apart. */
export function linesOf(spec: ChartSpec, theme: ChartTheme, width: number): Lines {
  const plot = { width: width / column, ...epochRange(spec) };
  const styles = lineStyles(spec.series);
  const marks: (Marks | undefined)[] = [];
  const datasets = spec.series.map((series, index): ChartDataset<'line', Point[]> => {
    const style = styles[index] ?? { colour: 0, dash: [], point: 'circle', width: 1.5 };
    const data = thin(series, plot, spec.axis.scale) as Point[];
    const colour = theme.lines[style.colour] ?? theme.text;
    const at = markedPoints(data, index, width / (plot.to - plot.from));
    marks.push(series.role === 'background' ? undefined : { shape: style.point, colour, at });
    return {
      label: series.label,
      data,
      order: series.role === 'main' ? 0 : series.role === 'part' ? 1 : 2,
      borderColor: colour,
      // Chart.js averages the points of a pixel column in lines without dash, which leaves notches.
      borderDash: style.dash.length > 0 ? [...style.dash] : [10_000, 0],
      borderWidth: style.width,
      pointStyle: style.point,
      pointRadius: 0,
      pointHoverRadius: series.role === 'background' ? 0 : 5,
      pointBorderColor: colour,
      pointBackgroundColor: theme.surface,
      pointHoverBackgroundColor: theme.surface,
      pointHoverBorderColor: colour,
      // Lines at the edge of the plot are drawn whole.
      clip: 5,
      tension: 0,
      ...shade(spec, series, theme),
    };
  });
  return { datasets, marks };
}

/** First and last epoch shown. */
export function epochRange(spec: ChartSpec): { readonly from: number; readonly to: number } {
  const last = Math.max(spec.untilEpoch, ...spec.series.map(({ x }) => x.at(-1) ?? 0));
  return { from: 0, to: last > 0 ? last : 1 };
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
