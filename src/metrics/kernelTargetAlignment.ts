import { centreGram } from './centre';
import { gramMatrix } from './gramMatrix';
import { notDefined, type Measured } from './measured';
import { dot, norm, requireMatrix, type Vector } from './vector';

/** A centred matrix smaller than this share of the matrix itself is rounding, not signal. */
const ROUNDING = 1e-12;

/**
 * Centred kernel-target alignment: how alike the features' similarities and the targets' are.
 *
 *   KTA = <HKH, H YY' H>_F / (|HKH|_F |H YY' H|_F),   H = I - 11'/n
 *
 * Shapes: gram K [n, n] of the features (`gramMatrix`), targets Y [n, width] one-hot or real.
 * Range: [0, 1] for a Gram matrix; [-1, 1] for any symmetric K. Direction: high means that samples
 * of a class look alike to the last layer; low at the start together with memorising is the
 * setting in which delayed generalisation happens.
 * Cost: n^2 width, and n^2 features for K. Source: Cortes et al. 2012 (centring); arXiv 2310.06110
 * for its use.
 * Limits: the level depends on the task and the number of classes; compare with the run's own
 * start. `too_few_samples` below 2, `zero_denominator` for features that are the same on all
 * samples or targets of one class, `not_finite` for NaN or infinite entries.
 * @throws RangeError when the sizes do not fit.
 */
export function kernelTargetAlignment(
  gram: Vector,
  targets: Vector,
  samples: number,
  width: number,
): Measured {
  requireMatrix(gram, samples, samples, 'gram');
  requireMatrix(targets, samples, width, 'targets');
  if (samples < 2) return notDefined('too_few_samples', `${samples} samples: 2 needed.`);
  const targetGram = gramMatrix(targets, samples, width);
  const kernel = centreGram(gram, samples);
  const target = centreGram(targetGram, samples);
  const kernelSize = norm(kernel);
  const targetSize = norm(target);
  if (!Number.isFinite(kernelSize * targetSize)) {
    return notDefined('not_finite', 'Features or targets are not finite.');
  }
  if (kernelSize <= ROUNDING * norm(gram)) {
    return notDefined('zero_denominator', 'The features are the same on all samples.');
  }
  if (targetSize <= ROUNDING * norm(targetGram)) {
    return notDefined('zero_denominator', 'All samples have the same target.');
  }
  return Math.max(-1, Math.min(1, dot(kernel, target) / (kernelSize * targetSize)));
}
