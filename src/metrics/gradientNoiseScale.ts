import { finite, notDefined, type Measured } from './measured';
import { dot, type Vector } from './vector';

/**
 * Batch size at which noise and signal of the gradient are equally large.
 *
 *   B_simple = tr(Sigma) / |G|^2, estimated from m mini-batches of b samples and their mean:
 *   s = mean_i |g_i|^2,  l = |mean_i g_i|^2  (a batch of B = m b samples)
 *   |G|^2 ~ (B l - b s) / (B - b),   tr(Sigma) ~ (s - l) / (1 / b - 1 / B)
 *
 * Shapes: m gradients of equal length, each the mean over b different samples.
 * Range: [0, no bound) where it is defined. Direction: far above the batch size a step is mostly
 * noise (a lower rate or larger batch); far below it a larger batch gains nothing.
 * Cost: m backward passes; shares them with `gradientAgreement`. Source: arXiv 1812.06162.
 * Limits: both estimates are unbiased, their ratio is not. Late in training the signal may be lost
 * in the noise of m mini-batches: the estimate of |G|^2 is then not positive, and there is no value
 * (`zero_denominator`). Made for SGD; Adam's steps are not in these units. `too_few_samples` below
 * 2 mini-batches, `not_finite` for NaN or infinite entries.
 * @throws RangeError when the lengths differ or the batch size is not positive.
 */
export function gradientNoiseScale(gradients: readonly Vector[], batchSize: number): Measured {
  if (!(batchSize > 0)) throw new RangeError(`Batch size ${batchSize}: a positive one needed.`);
  const count = gradients.length;
  if (count < 2) return notDefined('too_few_samples', `${count} mini-batches: 2 needed.`);
  const mean = new Float64Array(gradients[0]!.length);
  let squares = 0;
  for (const gradient of gradients) {
    squares += dot(gradient, gradient) / count;
    for (let i = 0; i < mean.length; i++) mean[i]! += gradient[i]! / count;
  }
  const meanSquare = dot(mean, mean);
  if (!Number.isFinite(squares)) return finite(squares, 'The square of the gradients');
  const large = batchSize * count;
  const signal = (large * meanSquare - batchSize * squares) / (large - batchSize);
  const noise = (squares - meanSquare) / (1 / batchSize - 1 / large);
  if (signal <= 0) {
    return notDefined(
      'zero_denominator',
      `The signal is lost in the noise of ${count} mini-batches: far more would be needed.`,
    );
  }
  return finite(Math.max(0, noise) / signal, 'The gradient noise scale');
}
