import { dataTable } from '../dom/dataTable';
import { tableRows } from '../series/tableRows';
import { formatCount, formatEpoch, formatNumber } from '../words/formatNumber';
import type { ChartSpec } from './chartSpec';

/** Rows of a table that shows a long run; the page stays quick to draw and to read. */
export const rowLimit = 400;

/** The numbers of a chart as a table, one column for each line. */
export function chartTable(spec: ChartSpec): HTMLTableElement {
  const { rows, total } = tableRows(spec.series, rowLimit);
  const style = spec.axis.style === 'two' ? 'fine' : 'short';
  return dataTable(
    rows.length < total
      ? `${formatCount(rows.length)} of ${formatCount(total)} observations, evenly spaced; events.jsonl holds all.`
      : `${spec.title} by epoch`,
    ['epoch', ...spec.series.map((one) => one.label)].map((text) => ({ text, look: 'number' })),
    rows.map(([epoch, ...values]) => [
      formatEpoch(epoch ?? NaN),
      ...values.map((value) => (value === undefined ? '' : formatNumber(value, style))),
    ]),
  );
}
