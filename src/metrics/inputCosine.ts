import { notDefined, type Measured } from './measured';
import { requireMatrix, type Vector } from './vector';

/**
 * Mean cosine between pairs of inputs: rho_0 of `ouiBaseline`.
 *
 *   rho_0 = (|sum_i x_i / |x_i||^2 - n) / (n (n - 1))
 *
 * Shapes: inputs [samples, features] row-major. Range: [-1 / (n - 1), 1]; about 0 for standardized
 * inputs, towards 1 for inputs that all point the same way (raw pixels).
 * Cost: 2 * samples * features. Source: identity for the mean over all pairs.
 * Limits: samples that are all zero have no direction and are left out; `too_few_samples` with
 * fewer than 2 others; `not_finite` when an input is NaN or infinite.
 * @throws RangeError when the sizes do not fit.
 */
export function inputCosine(inputs: Vector, samples: number, features: number): Measured {
  requireMatrix(inputs, samples, features, 'inputs');
  const sum = new Float64Array(features);
  let count = 0;
  for (let sample = 0; sample < samples; sample++) {
    const row = inputs.subarray(sample * features, (sample + 1) * features);
    let square = 0;
    for (let f = 0; f < features; f++) square += row[f]! * row[f]!;
    if (!Number.isFinite(square)) {
      return notDefined('not_finite', `Input sample ${sample} has a norm of ${Math.sqrt(square)}.`);
    }
    if (square === 0) continue;
    const scale = 1 / Math.sqrt(square);
    for (let f = 0; f < features; f++) sum[f]! += row[f]! * scale;
    count++;
  }
  if (count < 2) {
    return notDefined('too_few_samples', `${count} input samples that are not all zero: 2 needed.`);
  }
  let square = 0;
  for (let f = 0; f < features; f++) square += sum[f]! * sum[f]!;
  return Math.max(-1, Math.min(1, (square - count) / (count * (count - 1))));
}
