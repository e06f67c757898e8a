import { notDefined, type Measured } from './measured';
import { neuronLayout } from './neuronLayout';
import { requireEqualLengths, type Vector } from './vector';

/**
 * How far the neurons of a layer point along the direction that the very first step pulls them in.
 *
 *   (1 / h) sum_j |cos(w_j, g_j)|,   g_j = -sum_i (dL/dz_ij) x_i at initialization
 *
 * g_j is minus the gradient of neuron j's incoming weights at step 0, on a fixed batch; only its
 * direction matters. Absolute values, because a neuron may serve its direction with either sign.
 * Shapes: weights and direction alike, dense [in, out] (neuron j is column j) or convolution
 * [out, in, size, size] (filter j is block j); biases are left out.
 * Range: [0, 1]. Two random directions in n dimensions give about sqrt(2 / (pi n)).
 * Direction: near 1 early means that neurons turned before they grew: strong feature learning, and
 * possibly over-alignment; near the random level late means lazy training.
 * Cost: 1 pass over the weights; one backward pass at the start for the directions.
 * Source: docs/metrics.md; a general form, inferred from arXiv 2602.00827, whose own form is
 * `classAlignment`.
 * Limits: neurons with zero weights or a zero direction (dead at the start) are left out;
 * `zero_denominator` when no other is left; `not_finite` when an entry is NaN or infinite.
 * "Over-aligned" needs more than this number: few or noisy labels and a worse validation score.
 * @throws RangeError when lengths and shape do not fit or the shape has neither 2 nor 4 sizes.
 */
export function neuronAlignment(
  weights: Vector,
  direction: Vector,
  shape: readonly number[],
): Measured {
  requireEqualLengths(weights, direction);
  const { neurons, inputs, neuronStep, inputStep } = neuronLayout(shape, weights.length);
  let sum = 0;
  let count = 0;
  for (let neuron = 0; neuron < neurons; neuron++) {
    let product = 0;
    let weightSquare = 0;
    let directionSquare = 0;
    for (let input = 0; input < inputs; input++) {
      const at = neuron * neuronStep + input * inputStep;
      product += weights[at]! * direction[at]!;
      weightSquare += weights[at]! * weights[at]!;
      directionSquare += direction[at]! * direction[at]!;
    }
    const size = Math.sqrt(weightSquare) * Math.sqrt(directionSquare);
    if (!Number.isFinite(size) || !Number.isFinite(product)) {
      return notDefined('not_finite', `Weights or direction of neuron ${neuron} are not finite.`);
    }
    if (size === 0) continue;
    sum += Math.min(1, Math.abs(product) / size);
    count++;
  }
  if (count > 0) return sum / count;
  return notDefined('zero_denominator', 'No neuron has both weights and a direction.');
}
