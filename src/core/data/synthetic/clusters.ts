import type { SyntheticSource } from '../../../protocol/settings';
import type { RawData } from '../rawData';
import type { Random } from '../random';
import { demand, made, numberedClasses } from './made';

const CLUSTERS_PER_CLASS = 4;

/**
 * Classes of four Gaussian clusters each: centres from N(0, I), samples around them with the given
 * standard deviation in every coordinate, all clusters equally likely.
 */
export function generateClusters(source: SyntheticSource, random: Random): RawData {
  const { samples, dimension, classes, noise } = source;
  demand(classes >= 2, 'classes', `clusters needs at least 2 classes, not ${classes}`);
  const clusters = classes * CLUSTERS_PER_CLASS;
  const centres = Float64Array.from({ length: clusters * dimension }, random.normal);
  const inputs = new Float64Array(samples * dimension);
  const labels = new Int32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const cluster = random.below(clusters);
    labels[sample] = cluster % classes;
    for (let k = 0; k < dimension; k++) {
      const centre = centres[cluster * dimension + k] ?? 0;
      inputs[sample * dimension + k] = centre + noise * random.normal();
    }
  }
  return made('clusters', inputs, dimension, numberedClasses(labels, classes));
}
