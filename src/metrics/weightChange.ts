import { ratio, type Measured } from './measured';
import { distance, norm, type Vector } from './vector';

/**
 * How far a layer's weights have gone from their start, relative to their size then.
 *
 *   R = |W_t - W_0| / |W_0|        (Frobenius)
 *
 * Shapes: two flat weight tensors of one length. Range: [0, no bound).
 * Direction: mean over hidden layers when the training score reaches 99 %: below 0.3 lazy, 0.5 to
 * 5 feature learning, above 8 too rich or an unstable learning rate.
 * Cost: 2 passes over the weights, and a copy of W_0.
 * Source: docs/metrics.md, in the setting of arXiv 2602.00827. Mean over layers: `meanOfLayers`.
 * Limits: the thresholds are for networks without normalization, width about 100 and SGD; below
 * batch or layer normalization the weight scale means nothing; Adam changes the scale of R. Weight
 * decay alone brings R to 1 - e^-S without anything being learned. `zero_denominator` when W_0 is
 * zero (biases), `not_finite` when a weight is NaN or infinite.
 * @throws RangeError when the lengths differ.
 */
export function weightChange(weights: Vector, start: Vector): Measured {
  const change = distance(weights, start);
  return ratio(change, norm(start), 'Relative weight change', 'The weights started at zero.');
}
