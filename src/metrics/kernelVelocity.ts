import { notDefined, type Measured } from './measured';
import { dot, norm, type Vector } from './vector';

/**
 * How fast the similarities between samples turn.
 *
 *   v = (1 - <K_t, K_t'> / (|K_t| |K_t'|)) / (t - t')        t in epochs
 *
 * Shapes: centred Gram matrices [n, n] of a layer's features now and at the look before
 * (`gramMatrix`, `centreGram`); epochs between them. Range: [0, 2 / epochs].
 * Direction: high while features are being learned; about 0 from the start is lazy training, about
 * 0 later means that features have settled. Cost: n^2, and n^2 features for K.
 * Source: Fort et al. 2020 (arXiv 2010.15110), there of the tangent kernel; here of the features'.
 * Limits: blind to a change of scale. Averaged over the time between two looks: looks far apart
 * give lower values than close ones. `zero_denominator` for features that are the same on all
 * samples or no time between looks; `not_finite` for NaN or infinite entries.
 * @throws RangeError when the lengths differ.
 */
export function kernelVelocity(now: Vector, before: Vector, epochs: number): Measured {
  const size = norm(now) * norm(before);
  const product = dot(now, before);
  if (!Number.isFinite(size) || !Number.isFinite(product) || !Number.isFinite(epochs)) {
    return notDefined('not_finite', 'Features are not finite.');
  }
  if (size === 0) {
    return notDefined('zero_denominator', 'The features are the same on all samples.');
  }
  if (epochs <= 0) return notDefined('zero_denominator', 'No time has passed between two looks.');
  return Math.max(0, 1 - product / size) / epochs;
}
