import { requireMatrix, type Vector } from './vector';

/**
 * Unbiased estimate of the Hilbert-Schmidt independence criterion of two kernels.
 *
 *   HSIC_u = (tr(K~L~) + 1'K~1 1'L~1 / ((n-1)(n-2)) - 2 / (n-2) 1'K~L~1) / (n (n-3))
 *
 * K~ and L~ are K and L with zeros on the diagonal. Shapes: both [n, n], symmetric, n at least 4.
 * Range: unbounded; about 0 for features that have nothing in common, whatever their width.
 * Cost: one pass. Source: Song et al. 2012. NaN or infinite when an entry is.
 * @throws RangeError when the sizes do not fit or n is below 4.
 */
export function unbiasedHsic(first: Vector, second: Vector, n: number): number {
  requireMatrix(first, n, n, 'first kernel');
  requireMatrix(second, n, n, 'second kernel');
  if (n < 4) throw new RangeError(`${n} samples: the unbiased HSIC needs 4.`);
  let trace = 0;
  let crossed = 0;
  let firstSum = 0;
  let secondSum = 0;
  for (let i = 0; i < n; i++) {
    let firstRow = 0;
    let secondRow = 0;
    for (let k = 0; k < n; k++) {
      if (i === k) continue;
      const [a, b] = [first[i * n + k]!, second[i * n + k]!];
      trace += a * b;
      firstRow += a;
      secondRow += b;
    }
    crossed += firstRow * secondRow;
    firstSum += firstRow;
    secondSum += secondRow;
  }
  const both = (firstSum * secondSum) / ((n - 1) * (n - 2));
  return (trace + both - (2 * crossed) / (n - 2)) / (n * (n - 3));
}
