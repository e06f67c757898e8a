import { isDefined, notDefined, ratio, type Measured } from '../../metrics/measured';
import type { AlignmentSums } from './alignmentOperations';

export type AlignmentNumbers = { readonly [sum in keyof AlignmentSums]: number };

/**
 * A centred matrix of float32 numbers this many times smaller than the square of what was taken out
 * is rounding: 3e-6 in each number.
 */
const rounding = 1e-11;

/**
 * <F~F~', Y~Y~'> / (|F~F~'| |Y~Y~'|), which is |Y~'F~|^2 over the same. Twin:
 * `metrics/kernelTargetAlignment`.
 * @param targetKernel |Y~Y~'|, 0 where the targets do not vary on the probe
 */
export function kernelTargetReading(
  { kernelShared, kernelSize, featureMean }: AlignmentNumbers,
  targetKernel: number,
  samples: number,
): Measured {
  if (targetKernel === 0)
    return notDefined('zero_denominator', 'All probe samples have the same target.');
  const kernel = Math.sqrt(kernelSize);
  if (kernel <= rounding * samples * featureMean)
    return notDefined('zero_denominator', 'The features do not differ between probe samples.');
  return cosine(kernelShared, kernel * targetKernel, 'Kernel-target alignment');
}

/**
 * cos(G, Y~(Y~'F~)) of Li2 (arXiv 2509.21519). Twin: `metrics/gradientFeatureAlignment`.
 * @param targetKernel |Y~Y~'|
 */
export function gradientFeatureReading(
  sums: AlignmentNumbers,
  targetKernel: number,
  samples: number,
): Measured {
  const kernel = kernelTargetReading(sums, targetKernel, samples);
  if (typeof kernel !== 'number') return kernel;
  const { pull, signal, pullAlongSignal, kernelSize } = sums;
  if (pull === 0) return notDefined('zero_denominator', 'No gradient reaches the features.');
  // |F~|^2 is at least |F~F~'|.
  if (signal <= rounding * Math.sqrt(kernelSize) * targetKernel ** 2)
    return notDefined('zero_denominator', 'Features and targets have nothing in common.');
  const sizes = Math.sqrt(pull) * Math.sqrt(signal);
  return cosine(pullAlongSignal, sizes, 'Gradient-feature alignment');
}

/** Rounding may leave a little more than 1. */
function cosine(product: number, sizes: number, what: string): Measured {
  const value = ratio(product, sizes, what, `${what} divides by 0.`);
  return isDefined(value) ? Math.max(-1, Math.min(1, value)) : value;
}
