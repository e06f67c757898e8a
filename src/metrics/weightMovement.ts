import { ratio, type Measured } from './measured';
import { dot, type Vector } from './vector';

/**
 * How much of a layer's weights is new: the part of W_t at a right angle to W_0, over |W_0|.
 *
 *   q = <W_t, W_0> / |W_0|^2,   movement = |W_t - q W_0| / |W_0|
 *
 * Weight decay only shrinks q, so unlike R this sees learning and not shrinking.
 * Shapes: two flat weight tensors of one length. Range: [0, no bound); 0 at the start.
 * Direction: below 0.2 early in a run that makes no progress: the learning rate is too low; large
 * at chance level: too high. The measured rules read the mean over all weight layers.
 * Cost: 3 passes over the weights, and a copy of W_0. Source: docs/metrics.md.
 * Limits: thresholds do not carry over to rescaled inputs, outputs or initializations.
 * `zero_denominator` when W_0 is zero, `not_finite` when a weight is NaN or infinite.
 * @throws RangeError when the lengths differ.
 */
export function weightMovement(weights: Vector, start: Vector): Measured {
  const square = dot(start, start);
  const q = dot(weights, start) / square;
  // The residual itself, not |W|^2 - q^2 |W_0|^2, which loses small movements to rounding.
  let residual = 0;
  for (let i = 0; i < weights.length; i++) residual += (weights[i]! - q * start[i]!) ** 2;
  const size = Math.sqrt(square);
  return ratio(Math.sqrt(residual), size, 'Weight movement', 'The weights started at zero.');
}
