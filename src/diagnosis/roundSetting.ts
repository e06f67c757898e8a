const rungs = [1, 2, 3, 5, 10];

/**
 * The nearest of 1, 2, 3 and 5 times a power of ten, by ratio: what a person writes for "about".
 * Three times a rung is a rung again where it matters: 1e-3, 3e-3, 1e-2.
 * @throws RangeError unless the value is positive and finite.
 */
export function roundToRung(value: number): number {
  const exponent = exponentOf(value);
  const mantissa = value / 10 ** exponent;
  const rung = rungs.reduce((best, one) =>
    Math.abs(Math.log(one / mantissa)) < Math.abs(Math.log(best / mantissa)) ? one : best,
  );
  // Through text: 3 * 10 ** -3 is 0.003, but 3 * 10 ** -4 would be 0.00030000000000000003.
  return Number(`${rung}e${exponent}`);
}

/** The same number with two significant digits. */
export function roundToTwoDigits(value: number): number {
  exponentOf(value);
  return Number(value.toPrecision(2));
}

function exponentOf(value: number): number {
  if (!(value > 0) || !Number.isFinite(value))
    throw new RangeError(`A setting is rounded when it is positive and finite, got ${value}.`);
  return Math.floor(Math.log10(value));
}
