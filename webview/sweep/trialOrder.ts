import { isOver, rowLoss, rowScore, type TrialRow } from '../../src/protocol/sweepView';
import { showValue } from './showValue';

/** A column that the table can be sorted by. */
export type SortKey =
  | 'trial'
  | 'status'
  | 'epochs'
  | 'trainLoss'
  | 'validationLoss'
  | 'score'
  | 'oui'
  | `param:${string}`;

export interface Sorting {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/** The trials that have every word of a filter somewhere, in the order of a column. */
export function orderTrials(
  rows: readonly TrialRow[],
  { key, isDescending }: Sorting,
  filter: string,
): readonly TrialRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = rows.filter((row) => words.length === 0 || hasWords(row, words));
  const sign = isDescending ? -1 : 1;
  return [...kept].sort((a, b) => {
    const [x, y] = [sortValue(a, key), sortValue(b, key)];
    return compare(x, y, sign) || a.trial - b.trial;
  });
}

/** What a column sorts by; undefined and NaN come last whichever way. */
export function sortValue(row: TrialRow, key: SortKey): number | string | undefined {
  const { result } = row;
  switch (key) {
    case 'trial':
      return row.trial;
    case 'status':
      return `${isOver(row) ? 1 : 0} ${row.status}`;
    case 'epochs':
      return result?.epochs;
    case 'trainLoss':
      return result?.trainLoss;
    case 'validationLoss':
      return rowLoss(row);
    case 'score':
      return rowScore(row);
    case 'oui':
      return result?.metrics['oui'];
    default: {
      const value = row.params[key.slice('param:'.length)];
      return typeof value === 'number' ? value : value === undefined ? undefined : showValue(value);
    }
  }
}

function compare(
  a: number | string | undefined,
  b: number | string | undefined,
  sign: number,
): number {
  const [isA, isB] = [isKnown(a), isKnown(b)];
  if (!isA || !isB) return Number(isB) - Number(isA);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);
}

function isKnown(value: number | string | undefined): boolean {
  return value !== undefined && !Number.isNaN(value);
}

function hasWords(row: TrialRow, words: readonly string[]): boolean {
  const values = Object.entries(row.params).map(([path, value]) => `${path}=${showValue(value)}`);
  const text = [`trial ${row.trial}`, row.status, row.reason ?? '', row.says ?? '', ...values]
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}
