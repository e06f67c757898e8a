import { FormatError } from './formatError';
import type { NumberArray, RawTargets } from './rawData';

/**
 * Numbered classes out of whole numbers (in numeric order) or words (in code unit order).
 * `where` names the column or file. Throws FormatError for numbers that are not whole and for
 * numbers that look measured rather than named.
 */
export function codeClasses(
  found: NumberArray | readonly string[],
  where: string,
): Extract<RawTargets, { kind: 'classes' }> {
  const values: readonly (number | string)[] = Array.from<number | string>(found);
  const distinct = [...new Set(values)].sort(compare);
  for (const value of distinct) {
    if (typeof value === 'number' && !Number.isInteger(value)) {
      const sample = values.indexOf(value) + 1;
      throw new FormatError(
        `${where} is ${value} in sample ${sample}; a class is a whole number or a word, ` +
          'and measured numbers are predicted with loss: mse',
      );
    }
  }
  if (typeof distinct[0] === 'number' && distinct.length > 100) {
    if (distinct.length > values.length / 2) {
      throw new FormatError(
        `${where} has ${distinct.length} different numbers in ${values.length} samples, too many ` +
          'for classes; measured numbers are predicted with loss: mse',
      );
    }
  }
  const codes = new Map(distinct.map((value, code) => [value, code]));
  return {
    kind: 'classes',
    labels: Int32Array.from(values, (value) => codes.get(value) ?? -1),
    names: distinct.map(String),
  };
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
