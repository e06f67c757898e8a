import { element } from './element';

export interface Column {
  readonly text: string;
  /** `number` is set to the right, `quiet` and `strong` are tones of the text. */
  readonly look?: 'number' | 'strong number' | 'quiet' | 'prose';
}

/** A table whose first column names its rows. */
export function dataTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): HTMLTableElement {
  return element(
    'table',
    {},
    element('caption', {}, caption),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...columns.map(({ text, look }) => element('th', { scope: 'col', class: look }, text)),
      ),
    ),
    element('tbody', {}, ...rows.map((row) => tableRow(row, columns))),
  );
}

/** A frame that scrolls sideways, by keyboard too, where the table is wider than the page. */
export function tableFrame(label: string, table: HTMLTableElement): HTMLElement {
  return element(
    'div',
    { class: 'table', role: 'region', 'aria-label': label, tabindex: 0 },
    table,
  );
}

function tableRow(row: readonly string[], columns: readonly Column[]): HTMLTableRowElement {
  const [name = '', ...values] = row;
  return element(
    'tr',
    {},
    element('th', { scope: 'row', class: columns[0]?.look }, name),
    ...values.map((text, i) => element('td', { class: columns[i + 1]?.look }, text)),
  );
}
