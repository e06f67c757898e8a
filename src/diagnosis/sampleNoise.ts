/**
 * Differences of two scores below this say nothing whatever the sample: one run differs from the
 * same run with another seed by 0.3 to 1.9 points near the best settings (measured on 20 tasks).
 */
const seedNoise = 0.01;

/** As little of the loss of guessing: leaving a config for less was worth nothing (advice 5, rule 9). */
const lossSeedNoise = 0.02;

/** Of samples, where a run did not say how many it has. */
const unknownSamples = 100;

/**
 * Twice the standard error of the difference of two accuracies measured on the same n samples.
 * A sample that one network gets wrong the other often gets wrong too; with half of the variance
 * shared the difference has the standard error of one accuracy. Counts one right and one wrong
 * answer in addition (Laplace), so that 100 % of few samples is not certainty.
 */
export function scoreNoise(before: number, after: number, n: number): number {
  const samples = n > 0 ? n : unknownSamples;
  const p = (((before + after) / 2) * samples + 1) / (samples + 2);
  return Math.max(seedNoise, 2 * Math.sqrt(Math.max(0, p * (1 - p)) / samples));
}

/**
 * The same for two mean losses. The losses of single samples spread about as much as their mean
 * (exactly so where they are exponentially distributed), half of that variance shared.
 *
 * @param unit the loss of guessing
 */
export function lossNoise(before: number, after: number, n: number, unit: number): number {
  const samples = n > 0 ? n : unknownSamples;
  const spread = Math.sqrt((before ** 2 + after ** 2) / 2);
  return Math.max(lossSeedNoise * unit, (2 * spread) / Math.sqrt(samples));
}

/**
 * The same for two mean squared errors, or for what R squared leaves of the variance: squares of
 * normal errors spread by the square root of 2 times their mean.
 */
export function squaredNoise(before: number, after: number, n: number, unit: number): number {
  const root2 = Math.SQRT2;
  return lossNoise(root2 * before, root2 * after, n, unit);
}
