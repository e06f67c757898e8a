import type { ParameterRange, ParameterRanges, Params, ParamValue } from '../protocol/searchSpace';

/** The value at `share` of a range, [0, 1]; equal shares of a list for each of its values. */
export function valueAtShare(range: ParameterRange, share: number): ParamValue {
  if (range.kind === 'list') {
    const { values } = range;
    const index = Math.min(values.length - 1, Math.floor(share * values.length));
    return values[index] ?? share;
  }
  const { kind, low, high } = range;
  if (share <= 0) return settle(low, range);
  if (share >= 1) return settle(high, range);
  const value = kind === 'log' ? low * (high / low) ** share : low + (high - low) * share;
  return settle(value, range);
}

/** The share of a range at which a value lies; undefined for what the range does not have. */
export function shareOfValue(
  range: ParameterRange,
  value: ParamValue | undefined,
): number | undefined {
  if (range.kind === 'list') {
    const index = range.values.findIndex((one) => JSON.stringify(one) === JSON.stringify(value));
    return index < 0 ? undefined : (index + 0.5) / range.values.length;
  }
  if (typeof value !== 'number') return undefined;
  const { kind, low, high } = range;
  const share =
    kind === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return share >= 0 && share <= 1 ? share : undefined;
}

/** The values of a grid over a range, both ends among them. Throws where their number is not said. */
export function gridValues(range: ParameterRange): readonly ParamValue[] {
  if (range.kind === 'list') return range.values;
  const { points } = range;
  if (points === undefined) throw new RangeError('A grid needs a number of points.');
  const values = Array.from({ length: points }, (_, i) => valueAtShare(range, i / (points - 1)));
  return [...new Set(values)];
}

/** The params at one share for each parameter, in the order of the ranges. */
export function paramsAt(ranges: ParameterRanges, shares: readonly number[]): Params {
  return Object.fromEntries(
    Object.entries(ranges).map(([path, range], i) => [path, valueAtShare(range, shares[i] ?? 0)]),
  );
}

/** Inside the range, whole where it must be, else with four digits: nobody reads more. */
function settle(value: number, range: Exclude<ParameterRange, { kind: 'list' }>): number {
  const { low, high, whole } = range;
  if (whole) return Math.min(Math.floor(high), Math.max(Math.ceil(low), Math.round(value)));
  if (value === low || value === high) return value;
  return Math.min(high, Math.max(low, Number(value.toPrecision(4))));
}
