import { notDefined, type Measured } from './measured';
import { norm, requireMatrix, type Vector } from './vector';

/**
 * How far the neurons of a two-layer network that vote for a class point at the mean of its inputs.
 *
 *   A_+ = sum_{j: v_j > 0} |w_j| |v_j| cos(w_j, x_+) / sum_{j: v_j > 0} |w_j| |v_j|
 *
 * w_j are the incoming weights of neuron j, v_j its output weight, x_+ the mean input of the class
 * (`classMean`). For the other class of a binary problem, pass its mean and the negated v.
 * Shapes: weights [inputs, neurons] row-major, output [neurons], mean [inputs].
 * Range: [-1, 1]. Direction: towards 1 is more aligned (.96 at very small, .89 at the best, .13 at
 * large initialization as measured in docs/metrics.md). Cost: 1 pass over the weights.
 * Source: arXiv 2602.00827 (feature-learning strength).
 * Limits: two-layer networks with one output. `zero_denominator` when no neuron votes for the class
 * with weights other than zero, or the mean is zero; `not_finite` for NaN or infinite entries.
 * @throws RangeError when the sizes do not fit.
 */
export function classAlignment(weights: Vector, output: Vector, mean: Vector): Measured {
  const neurons = output.length;
  const inputs = mean.length;
  requireMatrix(weights, inputs, neurons, 'weights');
  const meanSize = norm(mean);
  let sum = 0;
  let total = 0;
  for (let neuron = 0; neuron < neurons; neuron++) {
    const vote = output[neuron]!;
    let product = 0;
    let square = 0;
    for (let input = 0; input < inputs; input++) {
      const weight = weights[input * neurons + neuron]!;
      product += weight * mean[input]!;
      square += weight * weight;
    }
    if (!Number.isFinite(product + square + vote)) {
      return notDefined('not_finite', `Weights of neuron ${neuron} or the mean are not finite.`);
    }
    if (vote > 0) {
      sum += vote * product;
      total += vote * Math.sqrt(square);
    }
  }
  const size = total * meanSize;
  if (size === 0) {
    return notDefined('zero_denominator', 'No neuron votes for the class, or its mean is zero.');
  }
  if (!Number.isFinite(size)) return notDefined('not_finite', 'The weights are too large to add.');
  return Math.max(-1, Math.min(1, sum / size));
}
