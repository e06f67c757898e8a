import type { Series } from './series';

export interface TableRows {
  /** Each row: the epoch, then a value for each series; undefined where it was not observed. */
  readonly rows: readonly (readonly (number | undefined)[])[];
  /** Number of observed epochs before thinning. */
  readonly total: number;
}

/**
 * The numbers behind a chart, one row for each epoch at which one of the series was observed.
 * Background series get a column and no rows of their own, unless they are alone. Of more than
 * `limit` rows evenly spaced ones stay, among them the first and the last.
 */
export function tableRows(series: readonly Series[], limit: number): TableRows {
  const leading = series.filter((one) => one.role !== 'background');
  const epochs = new Set((leading.length > 0 ? leading : series).flatMap((one) => one.x));
  const sorted = [...epochs].sort((a, b) => a - b);
  const kept = evenly(sorted, limit);
  const columns = series.map((one) => new Map(one.x.map((epoch, i) => [epoch, one.y[i]])));
  return {
    rows: kept.map((epoch) => [epoch, ...columns.map((column) => column.get(epoch))]),
    total: sorted.length,
  };
}

function evenly(values: readonly number[], limit: number): readonly number[] {
  if (values.length <= limit) return values;
  const stride = (values.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, i) => values[Math.round(i * stride)] ?? NaN);
}
