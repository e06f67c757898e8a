import { notDefined, type Measured } from './measured';
import { unbiasedHsic } from './unbiasedHsic';
import { norm, requireMatrix, type Vector } from './vector';

/** An HSIC this much smaller than the square of its kernel is rounding, not signal. */
const ROUNDING = 1e-12;

/**
 * Centred kernel alignment of two kernels without the bias of few samples.
 *
 *   CKA_u(K, L) = HSIC_u(K, L) / sqrt(HSIC_u(K, K) HSIC_u(L, L))
 *
 * With L = YY' of the targets it is kernel-target alignment free of bias; with K now and K at the
 * start it says how far features have drifted.
 * Shapes: both [n, n], symmetric Gram matrices of the same samples (`gramMatrix`).
 * Range: [-1, 1], 0 in the mean for kernels that have nothing in common; unlike the biased form it
 * does not rise towards 1 when features are more than samples. 1 for equal kernels up to scale.
 * Cost: 3 n^2. Source: Kornblith et al. 2019 (CKA), Song et al. 2012 (the estimate).
 * Limits: slightly negative values are chance. Blind to rotation and scale of the features.
 * `too_few_samples` below 4, `zero_denominator` for features that do not differ between samples,
 * `not_finite` for NaN or infinite entries.
 * @throws RangeError when the sizes do not fit.
 */
export function unbiasedCka(first: Vector, second: Vector, n: number): Measured {
  requireMatrix(first, n, n, 'first kernel');
  requireMatrix(second, n, n, 'second kernel');
  if (n < 4) return notDefined('too_few_samples', `${n} samples: the unbiased CKA needs 4.`);
  const firstOwn = unbiasedHsic(first, first, n);
  const secondOwn = unbiasedHsic(second, second, n);
  const shared = unbiasedHsic(first, second, n);
  if (!Number.isFinite(firstOwn * secondOwn) || !Number.isFinite(shared)) {
    return notDefined('not_finite', 'Features or targets are not finite.');
  }
  const isNothing = (own: number, kernel: Vector) =>
    own * n * (n - 3) <= ROUNDING * norm(kernel) ** 2;
  if (isNothing(firstOwn, first) || isNothing(secondOwn, second)) {
    return notDefined('zero_denominator', 'Features or targets do not differ between samples.');
  }
  const value = shared / (Math.sqrt(firstOwn) * Math.sqrt(secondOwn));
  return Math.max(-1, Math.min(1, value));
}
