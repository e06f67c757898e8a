import type { SyntheticSource } from '../../../protocol/settings';
import type { RawData } from '../rawData';
import { demand, made, numberedClasses } from './made';

/**
 * Modular addition (Tian 2025, arXiv 2509.21519): all modulus^2 pairs (a, b), each as two one-hot
 * halves, class (a + b) mod modulus; the dimension is twice the modulus. `samples`, `classes`,
 * `noise` and `seed` follow from the modulus or have no part in it.
 */
export function generateModularAddition(source: SyntheticSource): RawData {
  const { dimension } = source;
  const modulus = dimension / 2;
  demand(
    Number.isInteger(modulus) && modulus >= 2,
    'dimension',
    `modular-addition has twice the modulus in dimensions: 4 or more and even, not ${dimension}`,
  );
  const inputs = new Float64Array(modulus * modulus * dimension);
  const labels = new Int32Array(modulus * modulus);
  for (let a = 0; a < modulus; a++) {
    for (let b = 0; b < modulus; b++) {
      const sample = a * modulus + b;
      inputs[sample * dimension + a] = 1;
      inputs[sample * dimension + modulus + b] = 1;
      labels[sample] = (a + b) % modulus;
    }
  }
  const raw = made('modular-addition', inputs, dimension, numberedClasses(labels, modulus));
  const note = `modular-addition holds all ${labels.length} pairs of the modulus ${modulus}.`;
  return { ...raw, notes: [note] };
}
