import { finite, notDefined, ratio, type Measured } from '../../metrics/measured';
import type { StepSums, WeightSums } from './weightSums';

/**
 * Weight metrics of one layer from its sums. With D = W - W_0 the part of W orthogonal to W_0 is
 * that of D, and its square |D|^2 - <D, W_0>^2 / |W_0|^2.
 * Twins: `metrics/weightNormRatio`, `weightMovement`, `weightChange`.
 */
export function weightReadings(
  { size, change, changeAlong }: WeightSums,
  startNorm: number,
): { readonly [id in 'weight_norm_ratio' | 'weight_movement' | 'weight_change']: Measured } {
  const orthogonal = change - (changeAlong / startNorm) ** 2;
  // A negative square is rounding; NaN stays NaN.
  const overStart = (square: number, what: string) =>
    ratio(Math.sqrt(Math.max(0, square)), startNorm, what, startedAtZero);
  return {
    weight_norm_ratio: overStart(size, 'The weight norm ratio'),
    weight_movement: overStart(orthogonal, 'The weight movement'),
    weight_change: overStart(change, 'Relative weight change'),
  };
}

export const startedAtZero = 'The weights started at zero.';

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
    ? notDefined('zero_denominator', noDirections)
    : finite(sum / count, 'The neuron alignment');
}

export const noDirections = 'No neuron has both weights and a direction.';
