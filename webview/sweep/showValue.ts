import type { ParamValue } from '../../src/protocol/searchSpace';
import { formatNumber } from '../words/formatNumber';

/** A value of a trial as a person writes it: `3e-3`, `relu`, `128, 64`. */
export function showValue(value: ParamValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return formatNumber(value, 'power');
  return typeof value === 'object' ? value.map(showValue).join(', ') : String(value);
}

/** The last key of a path, which names it well enough beside others: `learning_rate`. */
export function shortPath(path: string, all: readonly string[]): string {
  const last = path.split('.').at(-1) ?? path;
  const isAlone = all.filter((other) => other.split('.').at(-1) === last).length <= 1;
  return isAlone ? last : path;
}
