import { firingCounts } from './firingCounts';
import { isDefined, notDefined, type Measured, type NotDefined } from './measured';

/**
 * Batch OUI, the other quantity that is called OUI in the papers of 2026: how evenly each unit
 * splits the batch.
 *
 *   OUI_batch = (1 / d) sum_j min(s_j, B - s_j) / floor(B / 2),  s_j = samples that switch unit j on
 *
 * Shapes: bits as `packBits` lays them out; B = samples, d = units.
 * Range: [0, 1]; 0 when every unit is constant, 1 when every unit splits the batch in half.
 * Direction: as `oui`. A unit that fires with rate p adds 2 min(p, 1 - p) here and 4 p (1 - p) to
 * the pairwise value, so this one is about 0.1 to 0.35 lower on the same network: the two must not
 * share thresholds.
 * Cost: samples * units bit tests.
 * Source: OUIDecay (arXiv 2605.10161, `code/oui/core.py`), FedOUI. OUIDecay reads the outputs of
 * linear and convolution layers, before normalization and activation, one random position of a
 * feature map; here the caller decides what the bits are of.
 * Limits: at least 1 unit and 2 samples. A failed packing passes its reason on.
 * @throws RangeError when the sizes do not fit.
 */
export function batchOui(bits: Uint32Array | NotDefined, samples: number, units: number): Measured {
  if (units < 1) return notDefined('too_few_units', 'No units: batch OUI needs 1.');
  if (samples < 2) {
    return notDefined('too_few_samples', `${samples} samples: batch OUI needs 2.`);
  }
  if (!isDefined(bits)) return bits;
  let sum = 0;
  for (const count of firingCounts(bits, samples, units)) sum += Math.min(count, samples - count);
  return sum / (units * Math.floor(samples / 2));
}
