/**
 * Values to mark on a log axis between two positive bounds: the powers of ten, with 2 and 5 times
 * them where there are few, thinned where there are many.
 */
export function logTicks(low: number, high: number): readonly number[] {
  if (!(low > 0) || !(high >= low)) return [];
  const decades = Math.log10(high / low);
  const mantissas = decades < 2 ? [1, 2, 5] : [1];
  const stride = Math.max(1, Math.ceil(decades / 6));
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    if (mantissas.length === 1 && power % stride !== 0) continue;
    ticks.push(...mantissas.map((mantissa) => Number(`${mantissa}e${power}`)));
  }
  return ticks.filter((tick) => tick >= low && tick <= high);
}
