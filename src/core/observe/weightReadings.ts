import { finite, notDefined, type Measured } from '../../metrics/measured';
import type { Vector } from '../../metrics/vector';

/**
 * Weight metrics of one layer from the sums that the observing program gives. With W = c u + r,
 * u = W_0 / |W_0| and r orthogonal to u: |W|^2 = c^2 + |r|^2 and |W - W_0|^2 = (c - |W_0|)^2 + |r|^2.
 * Twins: `metrics/weightNormRatio`, `weightMovement`, `weightChange`.
 */
export function weightReadings(
  along: number,
  across: number,
  startNorm: number,
): { readonly [id in 'weight_norm_ratio' | 'weight_movement' | 'weight_change']: Measured } {
  const overStart = (square: number, what: string) =>
    startNorm === 0
      ? notDefined('zero_denominator', 'The weights started at zero.')
      : finite(Math.sqrt(square) / startNorm, what);
  return {
    weight_norm_ratio: overStart(along ** 2 + across, 'The weight norm ratio'),
    weight_movement: overStart(across, 'The weight movement'),
    weight_change: overStart((along - startNorm) ** 2 + across, 'Relative weight change'),
  };
}

/** |W - W'| / |W'|. Twin: `metrics/updateRatio`. */
export function updateReading(update: number, before: number): Measured {
  return before === 0
    ? notDefined('zero_denominator', 'The weights were zero.')
    : finite(Math.sqrt(update / before), 'The update ratio');
}

/**
 * Mean |cos(w_j, g_j)| over the neurons that have weights and a first direction; `directed` says
 * which have one. Twin: `metrics/neuronAlignment`.
 */
export function neuronReading(along: Vector, size: Vector, directed: readonly boolean[]): Measured {
  let sum = 0;
  let count = 0;
  directed.forEach((isDirected, neuron) => {
    const square = size[neuron]!;
    if (!isDirected || square === 0) return;
    sum += Math.min(1, Math.abs(along[neuron]!) / Math.sqrt(square));
    count++;
  });
  return count === 0
    ? notDefined('zero_denominator', 'No neuron has both weights and a direction.')
    : finite(sum / count, 'The neuron alignment');
}
