/**
 * Natural logarithm of a positive finite number out of additions, multiplications and one division,
 * all of which IEEE 754 fixes to the last bit. Math.log may differ in the last bit between
 * platforms, and then a seed would not give the same run everywhere. Relative error below 1e-14.
 */
export function portableLog(x: number): number {
  if (!(x > 0 && x < Infinity)) throw new RangeError(`portableLog of ${x}`);
  let mantissa = x;
  let exponent = 0;
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent -= 1;
  }
  while (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  // log m = 2 atanh(s) with |s| <= 0.172, so that s^24 is below 1e-18.
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let power = 23; power >= 1; power -= 2) sum = sum * square + 1 / power;
  return exponent * Math.LN2 + 2 * s * sum;
}
