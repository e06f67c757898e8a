import type { SyntheticSource } from '../../../protocol/settings';
import type { RawData } from '../rawData';
import { demand, made, numberedClasses } from './made';

/**
 * Modular addition (Tian 2025, arXiv 2509.21519): all pairs (a, b) of the modulus `classes`, each as
 * two one-hot halves, class (a + b) mod modulus. `noise` and `seed` have no part in it.
 */
export function generateModularAddition(source: SyntheticSource): RawData {
  const { samples, dimension, classes: modulus } = source;
  demand(modulus >= 2, 'classes', `the modulus is ${modulus}; use 2 or more`);
  demand(
    dimension === 2 * modulus,
    'dimension',
    `modular-addition with ${modulus} classes has ${2 * modulus} dimensions, not ${dimension}`,
  );
  demand(
    samples === modulus * modulus,
    'samples',
    `modular-addition with ${modulus} classes has ${modulus * modulus} samples, not ${samples}; ` +
      'train_samples takes a part of them',
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
