import { isDefined, notDefined, type Measured, type NotDefined } from './measured';
import { meanOfLayers } from './meanOfLayers';
import { requireBits, wordsPerSample } from './packBits';

/**
 * Overfitting-underfitting indicator of one layer: how differently pairs of samples switch its
 * units on and off.
 *
 *   h(i, k) = number of units whose bits differ between samples i and k
 *   OUI = mean over all pairs i < k of min(h(i, k), floor(d / 2)) / floor(d / 2)
 *
 * Shapes: bits as `packBits` lays them out, [samples, ceil(units / 32)].
 * Range: [0, 1]; 0 when every sample has the same pattern, 1 when every pair differs in at least
 * half of the units.
 * Direction: none by itself. Too much weight decay, a learning rate far too high and saturation all
 * make it low; a random network already scores 0.4 to 0.96. Read it against its own start.
 * Cost: samples (samples - 1) / 2 * units / 32 word operations.
 * Source: arXiv 2504.17160 and its code (`on_batch_OUI`), with all pairs in place of 28 drawn ones.
 * Limits: needs at least 2 units (floor(1 / 2) = 0) and 2 samples. Not for tanh or linear layers,
 * where > 0 is no switch; the caller knows the activation. `bits` may be a packing that failed,
 * whose reason is then passed on.
 * @throws RangeError when the sizes do not fit.
 */
export function oui(bits: Uint32Array | NotDefined, samples: number, units: number): Measured {
  if (units < 2) {
    return notDefined('too_few_units', `${units} unit${units === 1 ? '' : 's'}: OUI needs 2.`);
  }
  if (samples < 2) {
    return notDefined(
      'too_few_samples',
      `${samples} sample${samples === 1 ? '' : 's'}: OUI compares pairs and needs 2.`,
    );
  }
  if (!isDefined(bits)) return bits;
  requireBits(bits, samples, units);
  const words = wordsPerSample(units);
  const limit = Math.floor(units / 2);
  // A sum of integers below 2^53: exact, so the order of samples and units cannot matter.
  let sum = 0;
  for (let i = 1; i < samples; i++) {
    for (let k = 0; k < i; k++) {
      sum += Math.min(differingBits(bits, i * words, k * words, words), limit);
    }
  }
  return sum / (((samples * (samples - 1)) / 2) * limit);
}

/**
 * OUI of a network: the plain mean over its layers, each weighing the same whatever its width.
 * Layers with too few units are left out; see `meanOfLayers`. Range, source: as `oui`.
 */
export function meanOui(layers: readonly Measured[]): Measured {
  return meanOfLayers(layers);
}

/**
 * Hamming distance of two rows of words. Counts within nibbles for three words, then within bytes,
 * so that the multiplication that adds up the bytes happens once for three words.
 */
function differingBits(bits: Uint32Array, a: number, b: number, words: number): number {
  let count = 0;
  let w = 0;
  for (; w + 3 <= words; w += 3) {
    const nibbles =
      nibbleCounts(bits[a + w]! ^ bits[b + w]!) +
      nibbleCounts(bits[a + w + 1]! ^ bits[b + w + 1]!) +
      nibbleCounts(bits[a + w + 2]! ^ bits[b + w + 2]!);
    // At most 12 a nibble and 24 a byte.
    count += Math.imul((nibbles & 0x0f0f0f0f) + ((nibbles >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
  }
  for (; w < words; w++) {
    const nibbles = nibbleCounts(bits[a + w]! ^ bits[b + w]!);
    count += Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Number of ones in each group of four bits, at most 4. */
function nibbleCounts(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  return (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
}
