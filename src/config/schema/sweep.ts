import * as z from 'zod';
import { count, positive, seed, word } from './numbers';

const scalar = z.union([z.number(), z.string(), z.boolean()]);
const value = z.union([scalar, z.array(scalar)]);

export const sweep = z
  .strictObject({
    parameters: z
      .record(
        z.string(),
        z
          .union([word, z.array(value).min(1)])
          .describe('log:LOW..HIGH:N, lin:LOW..HIGH:N, or a list of values.'),
      )
      .describe('Config paths, as optimizer.weight_decay, and where to look for their values.'),
    search: z
      .enum(['grid', 'random', 'sobol', 'tpe', 'guided'])
      .exactOptional()
      .describe('Which values are tried; grid where every range has a number of points, else tpe.'),
    trials: count.exactOptional().describe('Most trials to start.'),
    minutes: positive
      .exactOptional()
      .describe('All trials are stopped after so many minutes; resuming goes on.'),
    workers: count.exactOptional().describe('Trials at once; all cores less one when left out.'),
    seed: seed.default(0).describe('Seed of the search.'),
    prune: z
      .enum(['all', 'halving', 'rules', 'none'])
      .default('all')
      .describe('What ends unpromising trials early.'),
  })
  .describe('What `fitscope sweep` tries; a run does not read it.');
