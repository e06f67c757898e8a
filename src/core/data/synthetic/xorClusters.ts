import type { SyntheticSource } from '../../../protocol/settings';
import type { RawData } from '../rawData';
import type { Random } from '../random';
import { demand, made, numberedClasses } from './made';

/**
 * XOR clusters (Xu et al. 2023, arXiv 2310.02541): class 0 lies around +-e1, class 1 around +-e2,
 * with noise of the given standard deviation in every coordinate. The paper's means have length |mu|
 * and unit noise; that is this data with noise 1 / |mu|, in units of |mu|. Its flipped labels are
 * `label_noise`.
 */
export function generateXorClusters(source: SyntheticSource, random: Random): RawData {
  const { samples, dimension, classes, noise } = source;
  demand(dimension >= 2, 'dimension', `xor-clusters needs 2 dimensions or more, not ${dimension}`);
  demand(classes === 2, 'classes', `xor-clusters has 2 classes, not ${classes}`);
  const inputs = new Float64Array(samples * dimension);
  const labels = new Int32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const label = random.below(2);
    const side = 2 * random.below(2) - 1;
    for (let k = 0; k < dimension; k++) {
      inputs[sample * dimension + k] = (k === label ? side : 0) + noise * random.normal();
    }
    labels[sample] = label;
  }
  return made('xor-clusters', inputs, dimension, numberedClasses(labels, 2));
}
