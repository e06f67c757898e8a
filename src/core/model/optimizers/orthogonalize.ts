import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';

/** The quintic's coefficients and number of iterations in Jordan et al. 2024 (Muon). */
const [A, B, C] = [3.4445, -4.775, 2.0315];
const ITERATIONS = 5;
const EPSILON = 1e-7;

/**
 * Moves all singular values of a matrix [rows, columns] near 1, by the Newton-Schulz iteration
 * X <- a X + (b X X' + c (X X')^2) X of Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/,
 * in full precision. They end between about 0.7 and 1.2, except that those below about 1e-3 of
 * the Frobenius norm stay smaller.
 */
export function orthogonalize(b: ProgramBuilder, matrix: Value): Value {
  const [rows, columns] = matrix.shape.map(Number) as [number, number];
  const isTall = rows > columns;
  const norm = b.unary('sqrt', b.sum(b.multiply(matrix, matrix)));
  let x = b.divide(matrix, b.add(norm, EPSILON));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gram = b.matmul(x, x, isTall ? { transposeA: true } : { transposeB: true });
    const factor = b.add(b.multiply(gram, B), b.multiply(b.matmul(gram, gram), C));
    const turned = isTall ? b.matmul(x, factor) : b.matmul(factor, x);
    x = b.add(b.multiply(x, A), turned);
  }
  return x;
}
