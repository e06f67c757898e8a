import type { SyntheticSource } from '../../../protocol/settings';
import type { RawData } from '../rawData';
import type { Random } from '../random';
import { demand, made } from './made';

/**
 * A regression that no linear model solves: inputs from N(0, I), target sin(2 x_1) x_2 plus noise of
 * the given standard deviation.
 */
export function generateSineTeacher(source: SyntheticSource, random: Random): RawData {
  const { samples, dimension, classes, noise } = source;
  demand(classes === 1, 'classes', `sine-teacher has one real-valued target (1), not ${classes}`);
  demand(dimension >= 2, 'dimension', `sine-teacher needs 2 dimensions or more, not ${dimension}`);
  const inputs = Float64Array.from({ length: samples * dimension }, random.normal);
  const values = Float64Array.from({ length: samples }, (_, sample) => {
    const [first = NaN, second = NaN] = inputs.subarray(sample * dimension);
    return Math.sin(2 * first) * second + noise * random.normal();
  });
  return made('sine-teacher', inputs, dimension, { kind: 'values', width: 1, values });
}
