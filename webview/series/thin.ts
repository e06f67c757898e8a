import type { Series } from './series';

export interface Point {
  readonly x: number;
  /** NaN is a gap in the line. */
  readonly y: number;
}

/**
 * Thins a series for a plot `width` pixels wide that shows the epochs `from` to `to`: of every
 * pixel column the first, lowest, highest and last point stay, in their order, so that no extreme
 * is lost. A value that cannot be drawn (NaN, infinite, or not positive on a log axis) ends the
 * line and is kept as one gap. Short series come back whole.
 */
export function thin(
  series: Series,
  plot: { readonly width: number; readonly from: number; readonly to: number },
  scale: 'linear' | 'log',
): readonly Point[] {
  const { x, y } = series;
  const drawable = (value: number): boolean =>
    Number.isFinite(value) && (scale === 'linear' || value > 0);
  const columns = Math.max(1, Math.floor(plot.width));
  const whole = x.length <= 2 * columns;
  const perEpoch = columns / Math.max(plot.to - plot.from, Number.MIN_VALUE);
  const points: Point[] = [];
  let column = NaN;
  let first = -1;
  let lowest = -1;
  let highest = -1;
  let last = -1;
  const flush = (): void => {
    if (first < 0) return;
    const kept = [...new Set([first, lowest, highest, last])].sort((a, b) => a - b);
    for (const index of kept) points.push({ x: x[index] ?? NaN, y: y[index] ?? NaN });
    first = -1;
  };
  for (let i = 0; i < x.length; i++) {
    const epoch = x[i] ?? NaN;
    const value = y[i] ?? NaN;
    if (!drawable(value)) {
      flush();
      if (points.length > 0 && !Number.isNaN(points.at(-1)?.y)) points.push({ x: epoch, y: NaN });
      continue;
    }
    const here = whole ? i : Math.floor((epoch - plot.from) * perEpoch);
    if (first < 0 || here !== column) {
      flush();
      column = here;
      first = lowest = highest = i;
    }
    if (value < (y[lowest] ?? NaN)) lowest = i;
    if (value > (y[highest] ?? NaN)) highest = i;
    last = i;
  }
  flush();
  return points;
}
