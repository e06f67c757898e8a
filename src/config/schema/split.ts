import * as z from 'zod';
import { count, positive, share, shareBelowOne } from './numbers';

/** Keys that every kind of data set has. */
export const split = {
  train_samples: count
    .exactOptional()
    .describe('Training samples kept: the first N after the seeded shuffle. All when left out.'),
  validation: shareBelowOne.default(0.2).describe('Share of the samples held out; 0 for none.'),
  label_noise: share
    .default(0)
    .describe('Share of the training labels redrawn uniformly over all classes.'),
  standardize: z
    .boolean()
    .default(true)
    .describe('Shift and scale inputs to mean 0 and deviation 1, measured on the training part.'),
  input_factor: positive
    .exactOptional()
    .describe('Inputs times this where standardize is false, such as 0.00392 for bytes.'),
};
