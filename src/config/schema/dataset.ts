import * as z from 'zod';
import { word } from './numbers';
import { split } from './split';
import { syntheticDataset } from './synthetic';

export const dataset = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('bundled').describe('Data that comes with Fitscope.'),
      name: z
        .enum(['digits', 'fashion-mnist-mini'])
        .describe('digits: 1797 images of 8x8; fashion-mnist-mini: 5000 images of 28x28.'),
      ...split,
    }),
    z.strictObject({
      kind: z.literal('csv').describe('A table with a header line.'),
      path: word.describe('The file; a relative path starts at the folder of this config.'),
      target: word.describe('Name of the column to predict.'),
      features: z
        .array(word)
        .min(1)
        .exactOptional()
        .describe('Names of the input columns; all but the target when left out.'),
      ...split,
    }),
    z.strictObject({
      kind: z.literal('idx').describe('IDX files as MNIST has them; .gz too.'),
      images: word.describe('File of the inputs.'),
      labels: word.describe('File of the labels.'),
      validation_images: word.exactOptional().describe('Inputs of a validation set of its own.'),
      validation_labels: word.exactOptional().describe('Labels of a validation set of its own.'),
      ...split,
    }),
    z.strictObject({
      kind: z.literal('npy').describe('NumPy arrays, one file each.'),
      inputs: word.describe('File of the inputs, [samples, ...shape].'),
      targets: word.describe('File of the targets: class numbers, or values.'),
      validation_inputs: word.exactOptional().describe('Inputs of a validation set of its own.'),
      validation_targets: word.exactOptional().describe('Targets of a validation set of its own.'),
      ...split,
    }),
    syntheticDataset,
  ])
  .describe('The data to train on.');
