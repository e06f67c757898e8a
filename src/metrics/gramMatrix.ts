import { requireMatrix, type Vector } from './vector';

/**
 * Gram matrix of features: K_ik = f_i·f_k.
 *
 * Shapes: features [samples, width] row-major; gives [samples, samples], exactly symmetric.
 * Cost: samples^2 * width / 2 multiplications. Entries are NaN or infinite where features are.
 * @throws RangeError when the sizes do not fit.
 */
export function gramMatrix(features: Vector, samples: number, width: number): Float64Array {
  requireMatrix(features, samples, width, 'features');
  const gram = new Float64Array(samples * samples);
  for (let i = 0; i < samples; i++) {
    for (let k = 0; k <= i; k++) {
      let sum = 0;
      for (let f = 0; f < width; f++) sum += features[i * width + f]! * features[k * width + f]!;
      gram[i * samples + k] = sum;
      gram[k * samples + i] = sum;
    }
  }
  return gram;
}
