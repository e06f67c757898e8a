import { element } from '../dom/element';
import { tableRows } from '../series/tableRows';
import { formatCount, formatEpoch, formatNumber } from '../words/formatNumber';
import type { ChartSpec } from './chartSpec';

/** Rows of a table that shows a long run; the page stays quick to draw and to read. */
export const rowLimit = 400;

/** The numbers of a chart as a table, one column for each line. */
export function chartTable(spec: ChartSpec): HTMLTableElement {
  const { rows, total } = tableRows(spec.series, rowLimit);
  const caption = `${spec.title} by epoch`;
  const thinned = `${caption}: ${formatCount(rows.length)} of ${formatCount(total)} observations, evenly spaced; events.jsonl holds all`;
  return element(
    'table',
    { class: 'numbers' },
    element('caption', {}, rows.length < total ? thinned : caption),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...['epoch', ...spec.series.map((one) => one.label)].map((text) =>
          element('th', { scope: 'col' }, text),
        ),
      ),
    ),
    element('tbody', {}, ...rows.map((row) => tableRow(row, spec))),
  );
}

function tableRow(row: readonly (number | undefined)[], spec: ChartSpec): HTMLTableRowElement {
  const [epoch, ...values] = row;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, formatEpoch(epoch ?? NaN)),
    ...values.map((value) =>
      element(
        'td',
        {},
        value === undefined
          ? ''
          : formatNumber(value, spec.axis.style === 'two' ? 'fine' : 'short'),
      ),
    ),
  );
}
