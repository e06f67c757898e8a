import { requireBits, wordsPerSample } from './packBits';

/**
 * On how many samples each unit is on: s_j, [units], each in 0..samples.
 * Bits as `packBits` lays them out. Cost: samples * units bit tests.
 * @throws RangeError when the sizes do not fit.
 */
export function firingCounts(bits: Uint32Array, samples: number, units: number): Uint32Array {
  requireBits(bits, samples, units);
  const words = wordsPerSample(units);
  const counts = new Uint32Array(units);
  for (let sample = 0; sample < samples; sample++) {
    for (let unit = 0; unit < units; unit++) {
      counts[unit]! += (bits[sample * words + (unit >>> 5)]! >>> (unit & 31)) & 1;
    }
  }
  return counts;
}
