import { firingCounts } from './firingCounts';
import { isDefined, notDefined, type Measured, type NotDefined } from './measured';

/**
 * Share of a layer's units that do not switch: on for no probe sample, or on for all of them.
 *
 *   constant = |{ j : s_j = 0 or s_j = B }| / d,  s_j = samples on which unit j is > 0
 *
 * Shapes: bits as `packBits` lays them out; B = samples. Range: [0, 1], at least `deadUnits`.
 * Direction: high is bad; such a unit is linear or absent, and lowers OUI whatever the weight decay
 * (69 % constant units made OUI .51 in a network that overfits).
 * Cost: samples * units bit tests. Source: common practice; docs/metrics.md.
 * Limits: depends on the probe as `deadUnits` does. At least 1 unit and 2 samples: on a single
 * sample every unit is constant. A failed packing passes its reason on.
 * @throws RangeError when the sizes do not fit.
 */
export function constantUnits(
  bits: Uint32Array | NotDefined,
  samples: number,
  units: number,
): Measured {
  if (units < 1) return notDefined('too_few_units', 'No units.');
  if (samples < 2) {
    return notDefined('too_few_samples', `${samples} samples: 2 are needed to see a unit switch.`);
  }
  if (!isDefined(bits)) return bits;
  let constant = 0;
  for (const count of firingCounts(bits, samples, units)) {
    if (count === 0 || count === samples) constant++;
  }
  return constant / units;
}
