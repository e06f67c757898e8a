import type { SyntheticSource } from '../../../protocol/settings';
import type { RawData } from '../rawData';
import type { Random } from '../random';
import { demand, made } from './made';

/**
 * Regression on one direction (Boursier and Flammarion 2024, arXiv 2410.02348): inputs from
 * N(0, I), target x_1 plus noise of the given standard deviation.
 */
export function generateLinearTeacher(source: SyntheticSource, random: Random): RawData {
  const { samples, dimension, classes, noise } = source;
  demand(classes === 1, 'classes', `linear-teacher has one real-valued target (1), not ${classes}`);
  const inputs = Float64Array.from({ length: samples * dimension }, random.normal);
  const values = Float64Array.from(
    { length: samples },
    (_, sample) => (inputs[sample * dimension] ?? 0) + noise * random.normal(),
  );
  return made('linear-teacher', inputs, dimension, { kind: 'values', width: 1, values });
}
