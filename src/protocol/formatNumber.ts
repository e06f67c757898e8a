/**
 * A setting as a person would write it: `3e-3`, `0.03`, `0.7`, `20`, `1e6`. Below 0.01 and from a
 * million on as a power of ten; at most 6 significant digits, which hides the noise of binary
 * fractions (0.0030000000000000005). NaN and the infinities keep their names.
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(6));
  const size = Math.abs(rounded);
  if (size >= 0.01 && size < 1e6) return String(rounded);
  return rounded.toExponential().replace('e+', 'e');
}
