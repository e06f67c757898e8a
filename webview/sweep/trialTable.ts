import type { ShownSweep } from '../../src/protocol/sweepMessages';
import { bestRow, isOver, rowScore, type TrialRow } from '../../src/protocol/sweepView';
import { element } from '../dom/element';
import { formatCount, formatNumber } from '../words/formatNumber';
import { measuresOf } from './figures/measures';
import { shortPath, showValue } from './showValue';
import { statusMark } from './statusMark';
import { orderTrials, type Sorting, type SortKey } from './trialOrder';

/** Rows that are there at first, and that a press adds. */
export const pageOfRows = 100;

export interface TableMemory {
  readonly sorting: Sorting;
  readonly filter: string;
  /** The trial that all others are compared with. */
  readonly baseline?: number;
}

export interface TableRequests {
  openRun(run: string): void;
  apply(trial: number): void;
  stop(trial: number): void;
  pause(trial: number): void;
  goOn(trial: number): void;
  choose(trial: number): void;
  remember(memory: TableMemory): void;
}

export interface TrialTable {
  readonly element: HTMLElement;
  update(shown: ShownSweep, chosen: number | undefined): void;
  /** Brings the row of a trial into sight. */
  reveal(trial: number): void;
}

/** All trials: values as columns, live status, sorted by any column, filtered, beside a baseline. */
export function trialTable(first: TableMemory, requests: TableRequests): TrialTable {
  let memory = first;
  let shown: ShownSweep | undefined;
  let chosen: number | undefined;
  let rows = pageOfRows;
  /** Rows by trial, each with what it was made of: only others are made again. */
  const made = new Map<number, { readonly key: string; readonly node: HTMLTableRowElement }>();
  const filter = element('input', {
    ...{ type: 'search', placeholder: 'Filter: pruned, relu, 3e-3', value: memory.filter },
    'aria-label': 'Filter trials',
    spellcheck: 'false',
  });
  const count = element('p', { class: 'row-count', role: 'status' });
  const head = element('thead', {});
  const body = element('tbody', {});
  const table = element(
    'table',
    { class: 'trials' },
    element('caption', { class: 'for-readers' }, 'Trials of the sweep'),
    head,
    body,
  );
  const more = element('button', { type: 'button', class: 'more' });
  const section = element(
    'section',
    { class: 'trial-table', 'aria-labelledby': 'trials-title' },
    element('header', {}, element('h2', { id: 'trials-title' }, 'Trials'), filter, count),
    element(
      'div',
      { class: 'table', role: 'region', 'aria-label': 'Trials, table', tabindex: 0 },
      table,
    ),
    more,
  );
  filter.addEventListener('input', () => {
    rows = pageOfRows;
    keep({ ...memory, filter: filter.value });
  });
  more.addEventListener('click', () => {
    const before = rows;
    rows += pageOfRows;
    draw();
    // The button goes on down; the first new row takes the focus.
    body.rows[before]?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  });

  function keep(next: TableMemory): void {
    memory = next;
    requests.remember(next);
    draw();
  }

  function sortBy(key: SortKey, isHighFirst: boolean): void {
    const { sorting } = memory;
    const isDescending = sorting.key === key ? !sorting.isDescending : isHighFirst;
    keep({ ...memory, sorting: { key, isDescending } });
  }

  function draw(): void {
    if (!shown) return;
    const { trials } = shown;
    const ordered = orderTrials(trials, memory.sorting, memory.filter);
    const pinned = trials.find(({ trial }) => trial === memory.baseline);
    const others = pinned ? ordered.filter((row) => row !== pinned) : ordered;
    const listed = [...(pinned ? [pinned] : []), ...others.slice(0, rows)];
    drawHead();
    const best = bestRow(trials);
    const wanted = listed.map((row) => nodeOf(row, row === best, pinned));
    wanted.forEach((node, i) => {
      if (body.rows[i] !== node) body.insertBefore(node, body.rows[i] ?? null);
    });
    while (body.rows.length > wanted.length) body.lastElementChild?.remove();
    const total = others.length + (pinned ? 1 : 0);
    const text =
      total < trials.length
        ? `${formatCount(total)} of ${formatCount(trials.length)} trials`
        : `${formatCount(total)} trials`;
    if (count.textContent !== text) count.textContent = text;
    more.hidden = others.length <= rows;
    more.textContent = `Show ${Math.min(pageOfRows, others.length - rows)} more of ${formatCount(others.length - rows)}`;
  }

  let headOf = '';
  function drawHead(): void {
    if (!shown) return;
    const columns = columnsOf(shown, memory.baseline !== undefined);
    const key = JSON.stringify([columns, memory.sorting]);
    if (key === headOf) return;
    headOf = key;
    const held = document.activeElement;
    const focused = held instanceof HTMLElement ? held.dataset['sort'] : undefined;
    head.replaceChildren(element('tr', {}, ...columns.map(headCell)));
    if (focused !== undefined)
      head.querySelector<HTMLElement>(`[data-sort="${CSS.escape(focused)}"]`)?.focus();
  }

  function headCell({ text, key, title, isNumber, isHighFirst }: TrialColumn): HTMLElement {
    if (key === undefined)
      return element('th', { scope: 'col' }, element('span', { class: 'for-readers' }, text));
    const { sorting } = memory;
    const isSorted = sorting.key === key;
    const arrow = isSorted ? (sorting.isDescending ? ' \u2193' : ' \u2191') : '';
    const sort = element(
      'button',
      { type: 'button', class: 'sort', 'data-sort': key, title },
      text,
      element('span', { 'aria-hidden': 'true' }, arrow),
    );
    sort.addEventListener('click', () => sortBy(key, isHighFirst));
    return element(
      'th',
      {
        scope: 'col',
        class: isNumber ? 'number' : undefined,
        'aria-sort': isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : undefined,
      },
      sort,
    );
  }

  function nodeOf(row: TrialRow, isBest: boolean, pinned: TrialRow | undefined) {
    const isPinned = row === pinned;
    const isChosen = row.trial === chosen;
    const compared = pinned && !isPinned ? rowScore(pinned) : undefined;
    const columns = shown ? Object.keys(shown.sweep.plan.parameters) : [];
    const key = JSON.stringify([
      row,
      isBest,
      isPinned,
      isChosen,
      compared,
      columns,
      memory.baseline === undefined,
    ]);
    const known = made.get(row.trial);
    if (known?.key === key) return known.node;
    const focused = known?.node.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset['act']
      : undefined;
    const node = element(
      'tr',
      {
        class: [isBest && 'best-row', isPinned && 'pinned', isChosen && 'chosen']
          .filter(Boolean)
          .join(' '),
        'data-trial': row.trial,
      },
      ...cells(row, isBest, isPinned, compared),
    );
    node.addEventListener('click', ({ target }) => {
      if (!(target instanceof Element && target.closest('button'))) requests.choose(row.trial);
    });
    known?.node.replaceWith(node);
    made.set(row.trial, { key, node });
    if (focused !== undefined)
      node.querySelector<HTMLElement>(`[data-act="${focused}"]`)?.focus({ preventScroll: true });
    return node;
  }

  function cells(
    row: TrialRow,
    isBest: boolean,
    isPinned: boolean,
    compared: number | undefined,
  ): readonly HTMLElement[] {
    const { trial, run, params, status, reason, result } = row;
    const paths = Object.keys(shown?.sweep.plan.parameters ?? {});
    const epochs = shown?.sweep.epochs;
    const name =
      run === null
        ? element('span', {}, String(trial))
        : action(
            'open',
            String(trial),
            `Open the run of trial ${trial}`,
            () => requests.openRun(run),
            'link',
          );
    return [
      element(
        'th',
        { scope: 'row', class: 'trial-name' },
        pin(trial, isPinned),
        name,
        ...(isBest ? [element('span', { class: 'tag' }, 'best')] : []),
        ...(isPinned ? [element('span', { class: 'tag' }, 'baseline')] : []),
      ),
      element(
        'td',
        { class: 'status-cell' },
        statusMark(status),
        ...(reason !== undefined && status !== 'finished'
          ? [element('span', { class: 'reason', title: reason }, reason)]
          : []),
      ),
      ...paths.map((path) => element('td', { class: 'number' }, showValue(params[path]))),
      number(result && `${result.epochs}${epochs === undefined ? '' : ` of ${epochs}`}`),
      number(measured(result?.trainLoss, 'short')),
      ...(hasValidation() ? [number(measured(result?.validationLoss, 'short'))] : []),
      number(measured(rowScore(row), 'fine'), isBest),
      ...(memory.baseline === undefined ? [] : [number(difference(row, compared))]),
      ...(hasOui() ? [number(measured(result?.metrics['oui'], 'two'))] : []),
      element('td', { class: 'acts' }, ...acts(row)),
    ];
  }

  function acts({ trial, status, run }: TrialRow): readonly HTMLElement[] {
    const ofTrial = `trial ${trial}`;
    switch (status) {
      case 'running':
        return [
          action('pause', 'Pause', `Pause ${ofTrial}`, () => requests.pause(trial)),
          action('stop', 'Stop', `Stop ${ofTrial}`, () => requests.stop(trial)),
        ];
      case 'paused':
        return [
          action('pause', 'Continue', `Continue ${ofTrial}`, () => requests.goOn(trial)),
          action('stop', 'Stop', `Stop ${ofTrial}`, () => requests.stop(trial)),
        ];
      case 'held':
        return [action('stop', 'Stop', `Stop ${ofTrial}`, () => requests.stop(trial))];
      case 'finished':
      case 'pruned':
      case 'stopped':
        return run === null
          ? []
          : [
              action('apply', 'Apply', `Apply ${ofTrial} to the config`, () =>
                requests.apply(trial),
              ),
            ];
      case 'diverged':
      case 'crashed':
      case 'lost':
        return [];
    }
  }

  function pin(trial: number, isPinned: boolean): HTMLElement {
    const { sorting, filter: words } = memory;
    const others: TableMemory = { sorting, filter: words };
    return element(
      'span',
      {},
      withPress(
        action(
          'pin',
          isPinned ? '\u25c6' : '\u25c7',
          `Compare with trial ${trial}`,
          () => keep(isPinned ? others : { ...memory, baseline: trial }),
          'pin',
        ),
        isPinned,
      ),
    );
  }

  function hasValidation(): boolean {
    return shown?.trials.some(({ result }) => result?.validationLoss !== undefined) ?? false;
  }

  function hasOui(): boolean {
    return shown?.trials.some(({ result }) => result?.metrics['oui'] !== undefined) ?? false;
  }

  return {
    element: section,
    update(next, nextChosen) {
      if (next.sweep.id !== shown?.sweep.id) {
        rows = pageOfRows;
        made.clear();
      }
      shown = next;
      chosen = nextChosen;
      draw();
    },
    reveal(trial) {
      const at = shown
        ? orderTrials(shown.trials, memory.sorting, memory.filter).findIndex(
            (row) => row.trial === trial,
          )
        : -1;
      if (at >= rows) {
        rows = Math.ceil((at + 1) / pageOfRows) * pageOfRows;
        draw();
      }
      body.querySelector(`[data-trial="${trial}"]`)?.scrollIntoView({ block: 'nearest' });
    },
  };
}

interface TrialColumn {
  readonly text: string;
  /** Absent for a column that nothing is sorted by. */
  readonly key?: SortKey;
  readonly title?: string;
  readonly isNumber: boolean;
  readonly isHighFirst: boolean;
}

function columnsOf({ sweep, trials }: ShownSweep, isCompared: boolean): readonly TrialColumn[] {
  const paths = Object.keys(sweep.plan.parameters);
  const number = (text: string, key: SortKey, isHighFirst = false, title?: string) => ({
    ...{ text, key, isNumber: true, isHighFirst },
    ...(title !== undefined && { title }),
  });
  const held = trials.some(({ result }) => result?.validationLoss !== undefined);
  const oui = trials.some(({ result }) => result?.metrics['oui'] !== undefined);
  const [score] = measuresOf(trials);
  return [
    { text: 'Trial', key: 'trial', isNumber: false, isHighFirst: false },
    { text: 'Status', key: 'status', isNumber: false, isHighFirst: false },
    ...paths.map((path) => number(shortPath(path, paths), `param:${path}`, false, path)),
    number('Epochs', 'epochs', true),
    number('Train loss', 'trainLoss'),
    ...(held ? [number('Validation loss', 'validationLoss')] : []),
    number(score?.label ?? 'Score', 'score', true),
    ...(isCompared ? [{ ...number('Against baseline', 'score', true) }] : []),
    ...(oui ? [number('OUI', 'oui')] : []),
    { text: 'Actions', isNumber: false, isHighFirst: false },
  ];
}

function number(text: string | undefined, isStrong = false): HTMLElement {
  return element('td', { class: isStrong ? 'strong number' : 'number' }, text ?? '\u2013');
}

function measured(value: number | undefined, style: 'short' | 'fine' | 'two'): string | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : formatNumber(value, style);
}

function difference(row: TrialRow, compared: number | undefined): string | undefined {
  const change = rowScore(row) - (compared ?? NaN);
  if (!Number.isFinite(change) || !isOver(row)) return undefined;
  return `${change > 0 ? '+' : ''}${formatNumber(change, 'fine')}`;
}

function action(
  act: string,
  text: string,
  says: string,
  onPress: () => void,
  look = 'small',
): HTMLElement {
  const made = element(
    'button',
    { type: 'button', class: look, 'aria-label': says, title: says, 'data-act': act },
    text,
  );
  made.addEventListener('click', onPress);
  return made;
}

function withPress(button: HTMLElement, isPressed: boolean): HTMLElement {
  button.setAttribute('aria-pressed', String(isPressed));
  return button;
}
