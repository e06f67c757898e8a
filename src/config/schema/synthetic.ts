import * as z from 'zod';
import { count, nonNegative, positive, seed } from './numbers';
import { split } from './split';

const common = {
  kind: z.literal('synthetic').describe('Data drawn from a known law.'),
  seed: seed.default(0).describe('Seed of the drawn data; the same seed gives the same data.'),
  ...split,
};
const samples = z.int().min(2).default(1000).describe('Training and validation samples together.');
const dimension = count.describe('Inputs per sample.');
const alwaysTwo = z.literal(2).default(2).describe('Always 2.');
const separation = positive.describe('Distance of each cluster centre from the origin.');
const inputNoise = nonNegative.describe('Standard deviation of the Gaussian noise on each input.');
const targetNoise = nonNegative.describe(
  'Standard deviation of the Gaussian noise on what the teacher says.',
);
const teacherClasses = count.describe('Number of classes; 1 means one real-valued target.');

const twoMoons = z.strictObject({
  ...common,
  name: z.literal('two-moons').describe('Two interleaved half circles in the plane.'),
  samples,
  dimension: alwaysTwo,
  classes: alwaysTwo,
  noise: inputNoise.default(0.2),
});

const clusters = z.strictObject({
  ...common,
  name: z.literal('clusters').describe('One Gaussian cluster for each class.'),
  samples,
  dimension: dimension.default(20),
  classes: z.int().min(2).default(4).describe('Number of classes.'),
  noise: inputNoise.default(1),
  separation: separation.default(3),
});

const xorClusters = z.strictObject({
  ...common,
  name: z
    .literal('xor-clusters')
    .describe('Four clusters at +-a and +-b; the class is which of the two axes.'),
  samples,
  dimension: z.int().min(2).default(40).describe('Inputs per sample.'),
  classes: alwaysTwo,
  noise: inputNoise.default(1),
  separation: separation.default(5),
});

const reluTeacher = z.strictObject({
  ...common,
  name: z.literal('relu-teacher').describe('A random ReLU network on Gaussian inputs.'),
  samples,
  dimension: dimension.default(20),
  classes: teacherClasses.default(5),
  noise: targetNoise.default(0),
  teacher_width: count.default(8).describe('Hidden units of the teacher.'),
});

const linearTeacher = z.strictObject({
  ...common,
  name: z.literal('linear-teacher').describe('A random linear map on Gaussian inputs.'),
  samples,
  dimension: dimension.default(20),
  classes: teacherClasses.default(1),
  noise: targetNoise.default(0.1),
});

const modularAddition = z
  .strictObject({
    ...common,
    name: z
      .literal('modular-addition')
      .describe('(a + b) modulo `classes`, from a and b as two one-hots.'),
    samples: z.int().min(2).exactOptional().describe('All classes x classes pairs by default.'),
    dimension: count.exactOptional().describe('Always twice the number of classes.'),
    classes: z.int().min(2).default(31).describe('The modulus.'),
    noise: z.literal(0).default(0).describe('Always 0.'),
  })
  .transform((given) => ({
    ...given,
    samples: given.samples ?? given.classes ** 2,
    dimension: given.dimension ?? 2 * given.classes,
  }));

/** The synthetic families, each with the keys that mean something to it. */
export const syntheticDataset = z.discriminatedUnion('name', [
  twoMoons,
  clusters,
  xorClusters,
  reluTeacher,
  linearTeacher,
  modularAddition,
]);
