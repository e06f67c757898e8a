import type { PointStyle } from 'chart.js';
import type { Series } from '../series/series';

/** What tells a line from the others: colour, dash and point shape, each enough alone. */
export interface LineStyle {
  /** Index into the theme's line colours. */
  readonly colour: number;
  readonly dash: readonly number[];
  readonly point: PointStyle;
  readonly width: number;
}

const dashes: readonly (readonly number[])[] = [
  [],
  [7, 3],
  [2, 3],
  [10, 3, 2, 3],
  [4, 2],
  [14, 4],
  [2, 6],
];
const points: readonly PointStyle[] = [
  'circle',
  'triangle',
  'rect',
  'rectRot',
  'star',
  'crossRot',
  'cross',
];

/** One style for each series, in order; a colour comes back only with another dash and shape. */
export function lineStyles(series: readonly Series[]): readonly LineStyle[] {
  let count = 0;
  return series.map(({ role }) => {
    if (role === 'background') return { colour: 7, dash: [], point: 'circle', width: 1 };
    const at = count++;
    return {
      colour: at % 7,
      dash: dashes[(at + Math.floor(at / 7)) % dashes.length] ?? [],
      point: points[(at + Math.floor(at / 7)) % points.length] ?? 'circle',
      width: role === 'main' ? 2.25 : 1.5,
    };
  });
}
