import * as z from 'zod';
import { count, nonNegative, seed } from './numbers';
import { split } from './split';

const common = {
  kind: z.literal('synthetic').describe('Data drawn from a known law.'),
  seed: seed.default(0).describe('Seed of the drawn data; the same seed gives the same data.'),
  ...split,
};
const samples = z.int().min(2).default(1000).describe('Training and validation samples together.');
const dimension = count.describe('Inputs per sample.');
const classes = z.int().min(2).describe('Number of classes.');
const alwaysTwo = z.literal(2).default(2).describe('Always 2.');
const inputNoise = nonNegative.describe('Standard deviation of the Gaussian noise on each input.');

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
  name: z.literal('clusters').describe('Four Gaussian clusters for each class.'),
  samples,
  dimension: dimension.default(20),
  classes: classes.default(4),
  noise: inputNoise.default(1),
});

const xorClusters = z.strictObject({
  ...common,
  name: z
    .literal('xor-clusters')
    .describe('Clusters at +-e1 and +-e2; the class is which of the two axes.'),
  samples,
  dimension: z.int().min(2).default(40).describe('Inputs per sample.'),
  classes: alwaysTwo,
  noise: inputNoise.default(0.2),
});

const reluTeacher = z.strictObject({
  ...common,
  name: z.literal('relu-teacher').describe('Classes from a random ReLU network.'),
  samples,
  dimension: dimension.default(20),
  classes: classes.default(5),
  noise: nonNegative.default(0).describe('Standard deviation of the noise on its scores.'),
});

const linearTeacher = z.strictObject({
  ...common,
  name: z.literal('linear-teacher').describe('A number that is linear in Gaussian inputs.'),
  samples,
  dimension: dimension.default(20),
  classes: z.literal(1).default(1).describe('Always 1: the target is a number.'),
  noise: nonNegative.default(0.1).describe('Standard deviation of the noise on the target.'),
});

const sineTeacher = z.strictObject({
  ...common,
  name: z.literal('sine-teacher').describe('A number, sin(2 x1) x2 of Gaussian inputs.'),
  samples,
  dimension: z.int().min(2).default(10).describe('Inputs per sample.'),
  classes: z.literal(1).default(1).describe('Always 1: the target is a number.'),
  noise: nonNegative.default(0.1).describe('Standard deviation of the noise on the target.'),
});

const twoGaussians = z.strictObject({
  ...common,
  name: z.literal('two-gaussians').describe('One Gaussian cluster at -e1, the other at e1.'),
  samples,
  dimension: dimension.default(20),
  classes: alwaysTwo,
  noise: inputNoise.default(0.5),
});

/** One size tells all: the classes, or the dimension, which is twice as large. */
const modularAddition = z
  .strictObject({
    ...common,
    name: z
      .literal('modular-addition')
      .describe('(a + b) modulo `classes`, from a and b as two one-hots; all pairs.'),
    samples: z.int().min(4).exactOptional().describe('Always classes x classes.'),
    dimension: z.int().min(4).exactOptional().describe('Always twice the classes.'),
    classes: classes.exactOptional().describe('The modulus; 31 when left out.'),
    noise: z.literal(0).default(0).describe('Always 0.'),
  })
  .transform((given) => {
    const modulus = given.classes ?? (given.dimension ?? 62) / 2;
    return { samples: modulus ** 2, dimension: 2 * modulus, ...given, classes: modulus };
  });

/** The synthetic families, each with the keys that mean something to it. */
export const syntheticDataset = z.discriminatedUnion('name', [
  twoMoons,
  clusters,
  xorClusters,
  reluTeacher,
  linearTeacher,
  sineTeacher,
  twoGaussians,
  modularAddition,
]);
