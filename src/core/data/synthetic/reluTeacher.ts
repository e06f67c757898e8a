import type { SyntheticSource } from '../../../protocol/settings';
import type { RawData } from '../rawData';
import type { Random } from '../random';
import { demand, made, numberedClasses } from './made';

const HIDDEN = 8;
/** Draws over which the teacher's mean scores are taken, so that no class is nearly empty. */
const CENTRING_DRAWS = 4000;

/**
 * Inputs from N(0, I), classes from a random ReLU network with 8 hidden units: the largest of the
 * scores relu(x A / sqrt(dimension)) B / sqrt(8), A and B standard normal, each score less its mean.
 * Noise of the given standard deviation is added to the scores before the largest is taken.
 */
export function generateReluTeacher(source: SyntheticSource, random: Random): RawData {
  const { samples, dimension, classes, noise } = source;
  demand(classes >= 2, 'classes', `relu-teacher needs at least 2 classes, not ${classes}`);
  const normals = (count: number) => Float64Array.from({ length: count }, random.normal);
  const teacher = { into: normals(dimension * HIDDEN), out: normals(HIDDEN * classes), classes };
  const means = new Float64Array(classes);
  for (let draw = 0; draw < CENTRING_DRAWS; draw++) {
    const scores = scoresOf(teacher, normals(dimension));
    for (let c = 0; c < classes; c++) means[c] = at(means, c) + at(scores, c) / CENTRING_DRAWS;
  }
  const inputs = new Float64Array(samples * dimension);
  const labels = new Int32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const x = normals(dimension);
    inputs.set(x, sample * dimension);
    const scores = scoresOf(teacher, x).map((s, c) => s - at(means, c) + noise * random.normal());
    labels[sample] = scores.indexOf(Math.max(...scores));
  }
  return made('relu-teacher', inputs, dimension, numberedClasses(labels, classes));
}

interface Teacher {
  /** [dimension, HIDDEN] */
  readonly into: Float64Array;
  /** [HIDDEN, classes] */
  readonly out: Float64Array;
  readonly classes: number;
}

function scoresOf({ into, out, classes }: Teacher, x: Float64Array): Float64Array {
  const scores = new Float64Array(classes);
  for (let h = 0; h < HIDDEN; h++) {
    let sum = 0;
    for (let k = 0; k < x.length; k++) sum += at(x, k) * at(into, k * HIDDEN + h);
    const unit = Math.max(0, sum) / Math.sqrt(x.length * HIDDEN);
    for (let c = 0; c < classes; c++) scores[c] = at(scores, c) + unit * at(out, h * classes + c);
  }
  return scores;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? NaN;
}
