import type { Vector } from './vector';

/**
 * A matrix with the mean of each column taken out: P A with P = I - 11'/n.
 *
 * Shapes: values [rows, columns] row-major; gives a copy in double precision.
 * Cost: 2 passes. A column with a NaN or infinite entry becomes NaN.
 */
export function centreColumns(values: Vector, rows: number, columns: number): Float64Array {
  const centred = Float64Array.from(values);
  for (let c = 0; c < columns; c++) {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += centred[r * columns + c]!;
    const mean = sum / rows;
    for (let r = 0; r < rows; r++) centred[r * columns + c]! -= mean;
  }
  return centred;
}

/**
 * A symmetric matrix with the means of rows and columns taken out: H K H with H = I - 11'/n.
 *
 * Shapes: gram [n, n]; gives a copy in double precision. Cost: 2 passes.
 */
export function centreGram(gram: Vector, n: number): Float64Array {
  const once = centreColumns(gram, n, n);
  for (let r = 0; r < n; r++) {
    let sum = 0;
    for (let c = 0; c < n; c++) sum += once[r * n + c]!;
    const mean = sum / n;
    for (let c = 0; c < n; c++) once[r * n + c]! -= mean;
  }
  return once;
}
