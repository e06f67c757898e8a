import { notDefined, type Measured } from './measured';
import { requireMatrix, type Vector } from './vector';

/** A unit whose slope is less than this, in the mean over samples, hardly passes a gradient. */
export const SATURATED_SLOPE = 0.1;

/**
 * Share of a tanh layer's units that are stuck in the flat part.
 *
 *   saturated = |{ j : (1 / B) sum_i (1 - a_ij^2) < 0.1 }| / d
 *
 * 1 - a^2 is the slope of tanh at output a; 0.1 is reached at |a| = 0.95. A unit that jumps between
 * both ends counts: no gradient passes at either. Shapes: activations [samples, units], tanh's
 * outputs. Range: [0, 1], low is healthy. Cost: one pass.
 * Source: Glorot and Bengio 2010 for the phenomenon; the limit is a convention.
 * Limits: tanh only; for ReLU, GELU and SiLU the flat part is off, see `deadUnits`. Depends on the
 * probe. `too_few_units` without units, `too_few_samples` without samples, `not_finite` for NaN.
 * @throws RangeError when the sizes do not fit.
 */
export function saturatedUnits(activations: Vector, samples: number, units: number): Measured {
  requireMatrix(activations, samples, units, 'activations');
  if (units < 1) return notDefined('too_few_units', 'No units.');
  if (samples < 1) return notDefined('too_few_samples', 'No samples.');
  const slopes = new Float64Array(units);
  for (let at = 0; at < activations.length; at++) {
    slopes[at % units]! += (1 - activations[at]! ** 2) / samples;
  }
  return saturatedBySlopes(slopes);
}

/** The same from each unit's mean slope, [units]. */
export function saturatedBySlopes(slopes: Vector): Measured {
  let saturated = 0;
  for (const slope of slopes) {
    if (!Number.isFinite(slope)) return notDefined('not_finite', 'Activations are not finite.');
    if (slope < SATURATED_SLOPE) saturated++;
  }
  return saturated / slopes.length;
}
