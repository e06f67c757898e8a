import type { SyntheticSource } from '../../../protocol/settings';
import type { RawData } from '../rawData';
import type { Random } from '../random';
import { demand, made, numberedClasses } from './made';

/**
 * The symmetric mixture of arXiv 2602.00827: class 0 around -e1, class 1 around e1, with noise of
 * the given standard deviation in every coordinate; both classes equally likely.
 */
export function generateTwoGaussians(source: SyntheticSource, random: Random): RawData {
  const { samples, dimension, classes, noise } = source;
  demand(classes === 2, 'classes', `two-gaussians has 2 classes, not ${classes}`);
  const inputs = new Float64Array(samples * dimension);
  const labels = new Int32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const label = random.below(2);
    for (let k = 0; k < dimension; k++)
      inputs[sample * dimension + k] = (k === 0 ? 2 * label - 1 : 0) + noise * random.normal();
    labels[sample] = label;
  }
  return made('two-gaussians', inputs, dimension, numberedClasses(labels, 2));
}
