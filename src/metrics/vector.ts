/** Numbers of one layer, flat and row-major. */
export type Vector = Float32Array | Float64Array;

/** a·b, summed in double precision. NaN or infinite when an entry is. Cost: n multiplications. */
export function dot(a: Vector, b: Vector): number {
  requireEqualLengths(a, b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Euclidean (Frobenius) norm. NaN or infinite when an entry is. Cost: n multiplications. */
export function norm(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

/** |a - b|. NaN or infinite when an entry is. Cost: n multiplications. */
export function distance(a: Vector, b: Vector): number {
  requireEqualLengths(a, b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}

/** @throws RangeError with both lengths when they differ. */
export function requireEqualLengths(a: Vector, b: Vector): void {
  if (a.length !== b.length) {
    throw new RangeError(
      `Two vectors of ${a.length} and ${b.length} numbers: equal lengths needed.`,
    );
  }
}

/** @throws RangeError when `a` does not hold a row-major matrix of rows by columns. */
export function requireMatrix(
  a: { readonly length: number },
  rows: number,
  columns: number,
  what: string,
): void {
  if (a.length !== rows * columns) {
    throw new RangeError(
      `${what}: ${a.length} numbers for ${rows} x ${columns}: ${rows * columns} needed.`,
    );
  }
}
