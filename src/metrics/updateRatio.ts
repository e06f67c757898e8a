import { ratio, type Measured } from './measured';
import { distance, norm, type Vector } from './vector';

/**
 * Size of one optimizer step relative to the weights it was applied to.
 *
 *   |W_{t+1} - W_t| / |W_t|        (Frobenius)
 *
 * Shapes: a layer's flat weights after and before the step. Range: [0, no bound).
 * Direction: about 1e-3 is usual; far less means hardly training, far more means jumping.
 * Cost: 2 passes over the weights, and a copy of the weights before the step.
 * Source: common practice (rule of thumb, not measured here).
 * Limits: includes the weight decay part of the step. For weights below normalization it is the
 * effective learning rate and settles near sqrt(2 lr wd). `zero_denominator` for zero weights,
 * `not_finite` when a weight is NaN or infinite.
 * @throws RangeError when the lengths differ.
 */
export function updateRatio(after: Vector, before: Vector): Measured {
  const step = distance(after, before);
  return ratio(step, norm(before), 'The update ratio', 'The weights were zero.');
}
