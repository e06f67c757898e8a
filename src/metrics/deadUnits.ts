import { firingCounts } from './firingCounts';
import { isDefined, notDefined, type Measured, type NotDefined } from './measured';

/**
 * Share of a layer's units that are on for no probe sample.
 *
 *   dead = |{ j : s_j = 0 }| / d,  s_j = samples on which unit j is > 0
 *
 * Shapes: bits as `packBits` lays them out. Range: [0, 1]. Direction: high is bad; a dead ReLU
 * gets no gradient from these samples. Cost: samples * units bit tests.
 * Source: common practice.
 * Limits: dead on the probe is not dead on all data: with few probe samples a rare feature looks
 * dead. At least 1 unit and 1 sample. A failed packing passes its reason on.
 * @throws RangeError when the sizes do not fit.
 */
export function deadUnits(
  bits: Uint32Array | NotDefined,
  samples: number,
  units: number,
): Measured {
  if (units < 1) return notDefined('too_few_units', 'No units.');
  if (samples < 1) return notDefined('too_few_samples', 'No samples.');
  if (!isDefined(bits)) return bits;
  let dead = 0;
  for (const count of firingCounts(bits, samples, units)) if (count === 0) dead++;
  return dead / units;
}
