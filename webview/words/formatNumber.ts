/**
 * How a value is written: `two` with two decimals (shares, ratios, scores), `fine` with four,
 * `short` with three significant digits, `power` as a person writes a setting (3e-3), `rate` the
 * same with three digits at most.
 */
export type NumberStyle = 'two' | 'fine' | 'short' | 'rate' | 'power';

export function formatNumber(value: number, style: NumberStyle): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'infinite' : '-infinite';
  switch (style) {
    case 'two':
      return Math.abs(value) >= 1000 ? short(value) : withMinus(value.toFixed(2));
    case 'fine':
      return Math.abs(value) >= 1000 ? short(value) : withMinus(value.toFixed(4));
    case 'short':
      return short(value);
    case 'rate':
      return power(value, 3);
    case 'power':
      return power(value, 6);
  }
}

/** A share as percent, with one decimal below ten: 0.018 is "1.8 %". */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return formatNumber(share, 'short');
  const percent = share * 100;
  return `${withMinus(percent.toFixed(Math.abs(percent) < 9.95 ? 1 : 0))}\u202f%`;
}

/** Whole numbers with thin spaces between thousands: 12 345. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Epochs: whole ones without decimals. */
export function formatEpoch(epoch: number): string {
  return Number.isInteger(epoch) ? String(epoch) : epoch.toFixed(2);
}

function short(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e5) return withMinus(exponent(value.toExponential(1)));
  if (size >= 100) return withMinus(formatCount(Math.round(value)));
  return withMinus(value.toPrecision(3));
}

function power(value: number, digits: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 0.01 && size < 1e5) return withMinus(String(Number(value.toPrecision(digits))));
  return withMinus(exponent(Number(value.toPrecision(digits)).toExponential()));
}

function exponent(text: string): string {
  return text.replace('.0e', 'e').replace('e+', 'e');
}

function withMinus(text: string): string {
  return text.replace(/^-/, '\u2212').replace(/^\u2212(0(?:\.0+)?)$/, '$1');
}
