import { notDefined, type NotDefined } from './measured';
import { requireMatrix, type Vector } from './vector';

/**
 * Mean input of the samples of one class: x_+ of `classAlignment`.
 *
 * Shapes: inputs [samples, features] row-major, labels [samples]; gives [features].
 * Cost: one pass over the inputs. `too_few_samples` when no sample has the label; entries of the
 * mean are NaN or infinite when inputs are, which `classAlignment` reports.
 * @throws RangeError when the sizes do not fit.
 */
export function classMean(
  inputs: Vector,
  labels: ArrayLike<number>,
  features: number,
  label: number,
): Float64Array | NotDefined {
  requireMatrix(inputs, labels.length, features, 'inputs');
  const mean = new Float64Array(features);
  let count = 0;
  for (let sample = 0; sample < labels.length; sample++) {
    if (labels[sample] !== label) continue;
    for (let f = 0; f < features; f++) mean[f]! += inputs[sample * features + f]!;
    count++;
  }
  if (count === 0) return notDefined('too_few_samples', `No sample has the label ${label}.`);
  for (let f = 0; f < features; f++) mean[f]! /= count;
  return mean;
}
