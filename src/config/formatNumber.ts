/**
 * A number as a person writes it: `3e-3`, `0.05`, `1`, `1e-4`. Rounding noise of the last two
 * digits goes (0.0030000000000000005 is 3e-3); every other number is read back exactly.
 *
 * @param like the spelling that it replaces, whose manner is kept where that is sensible:
 *   after `0.001` comes `0.003`, after `1.0` comes `2.0`, after `1.0e-03` comes `3.0e-03`
 * @throws RangeError for NaN and infinite numbers
 */
export function formatNumber(value: number, like = ''): string {
  if (!Number.isFinite(value)) throw new RangeError(`There is no spelling for ${value}.`);
  const [digits = '0', power = '0'] = withoutNoise(Math.abs(value)).toExponential().split('e');
  const parts: Parts = { digits: digits.replace('.', ''), power: Number(power) };
  const manner = mannerOf(like);
  const text = needsExponent(parts, manner) ? exponential(parts, manner) : decimal(parts, manner);
  return value < 0 ? `-${text}` : text;
}

/** The number without its last two digits where these are what rounding left behind. */
export function withoutNoise(value: number): number {
  const rounded = Number(value.toPrecision(15));
  // The largest numbers round up to infinity.
  if (!Number.isFinite(rounded)) return value;
  const digits = rounded.toExponential().replace(/^-|\.|e.*$/g, '').length;
  return digits <= 8 ? rounded : value;
}

/** d.ddd x 10^power, with all digits in one string. */
interface Parts {
  readonly digits: string;
  readonly power: number;
}

interface Manner {
  readonly kind: 'any' | 'decimal' | 'exponential';
  /** A point even before nothing but zero: `1.0`. */
  readonly point: boolean;
  /** Digits of the exponent, more than needed in `1e-03`. */
  readonly width: number;
  readonly letter: 'e' | 'E';
  readonly plus: boolean;
}

function mannerOf(like: string): Manner {
  const found = /^[-+]?\d*(\.\d*)?(?:(e)([-+]?)(\d+))?$/i.exec(like);
  const [, fraction, letter, sign, power = ''] = found ?? [];
  const manner = {
    point: fraction !== undefined,
    width: power.length,
    letter: letter === 'E' ? ('E' as const) : ('e' as const),
    // With a point the exponent is signed too: only then is it a number in YAML 1.1.
    plus: sign === '+' || fraction !== undefined,
  };
  if (!found || !(Number(like) !== 0)) return { ...manner, kind: 'any', point: false };
  if (letter !== undefined) return { ...manner, kind: 'exponential' };
  return { ...manner, kind: fraction === undefined ? 'any' : 'decimal' };
}

function needsExponent({ digits, power }: Parts, { kind }: Manner): boolean {
  if (digits === '0') return false;
  if (power >= 6) return digits.length <= 3;
  switch (kind) {
    case 'any':
      return power < -2;
    case 'decimal':
      return power < -4;
    case 'exponential':
      return power < -1;
  }
}

function exponential({ digits, power }: Parts, manner: Manner): string {
  const rest = digits.slice(1);
  const fraction =
    rest === '' ? (manner.kind === 'exponential' && manner.point ? '.0' : '') : `.${rest}`;
  const sign = power < 0 ? '-' : manner.plus ? '+' : '';
  const size = String(Math.abs(power)).padStart(manner.width, '0');
  return `${digits.charAt(0)}${fraction}${manner.letter}${sign}${size}`;
}

function decimal({ digits, power }: Parts, manner: Manner): string {
  if (power < 0) return `0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, '0');
  const rest = digits.slice(power + 1);
  if (rest !== '') return `${whole}.${rest}`;
  return manner.kind === 'decimal' ? `${whole}.0` : whole;
}
