import { ratio, type Measured } from './measured';
import { norm, requireEqualLengths, type Vector } from './vector';

/**
 * Size of a layer's weights now over their size at the start.
 *
 *   |W_t| / |W_0|        (Frobenius)
 *
 * Shapes: two flat weight tensors of one length. Range: [0, no bound); 1 at the start.
 * Direction: well below 1 means that weight decay outweighs the gradients; the best single early
 * sign of too much weight decay (AUC .93 to .97). The measured rules read the
 * mean over all weight layers, the output layer included: < 0.7 with a loss gap < 0.02, or < 0.5.
 * Cost: 2 passes over the weights; |W_0| can be kept. Source: docs/metrics.md.
 * Limits: below normalization the norm drifts without changing the function. `zero_denominator`
 * when W_0 is zero, `not_finite` when a weight is NaN or infinite.
 * @throws RangeError when the lengths differ.
 */
export function weightNormRatio(weights: Vector, start: Vector): Measured {
  requireEqualLengths(weights, start);
  const size = norm(weights);
  return ratio(size, norm(start), 'The weight norm ratio', 'The weights started at zero.');
}
