import { finite, notDefined, ratio, type Measured } from '../../metrics/measured';
import type { StepSums, WeightSums } from './weightSums';

/** Weights are float32: a square this small beside |W_0|^2 is rounding of theirs and of the sums. */
const rounding = 1e-14;

/**
 * Weight metrics of one layer from its sums. With q = <W, W_0> / |W_0| the part of W orthogonal to
 * W_0 has the square |W|^2 - q^2, and |W - W_0|^2 = |W|^2 - 2 q |W_0| + |W_0|^2.
 * Twins: `metrics/weightNormRatio`, `weightMovement`, `weightChange`.
 */
export function weightReadings(
  { size, along }: WeightSums,
  startNorm: number,
): { readonly [id in 'weight_norm_ratio' | 'weight_movement' | 'weight_change']: Measured } {
  const orthogonal = size - (along / startNorm) ** 2;
  const change = size - 2 * along + startNorm ** 2;
  const root = (square: number) => {
    const isRounding = square < rounding * (size + startNorm ** 2);
    return isRounding ? 0 : Math.sqrt(square);
  };
  const overStart = (norm: number, what: string) =>
    ratio(norm, startNorm, what, 'The weights started at zero.');
  return {
    weight_norm_ratio: overStart(Math.sqrt(size), 'The weight norm ratio'),
    weight_movement: overStart(root(orthogonal), 'The weight movement'),
    weight_change: overStart(root(change), 'Relative weight change'),
  };
}

/** |W - W'| / |W'|. Twin: `metrics/updateRatio`. */
export function updateReading({ update, before }: StepSums): Measured {
  return ratio(Math.sqrt(update), Math.sqrt(before), 'The update ratio', 'The weights were zero.');
}

/**
 * Mean |cos(w_j, g_j)| over the neurons that have weights and a first direction.
 * Twin: `metrics/neuronAlignment`.
 * @param directionNorms |g_j|, 0 for a neuron without a direction
 */
export function neuronReading(
  { neuronAlong, neuronSize }: StepSums,
  directionNorms: readonly number[],
): Measured {
  let sum = 0;
  let count = 0;
  for (let neuron = 0; neuron < directionNorms.length; neuron++) {
    const size = Math.sqrt(neuronSize[neuron]!) * directionNorms[neuron]!;
    if (size === 0) continue;
    sum += Math.min(1, Math.abs(neuronAlong[neuron]!) / size);
    count++;
  }
  return count === 0
    ? notDefined('zero_denominator', 'No neuron has both weights and a direction.')
    : finite(sum / count, 'The neuron alignment');
}
