import * as z from 'zod';
import { shareBelowOne } from './numbers';

const warmupSays = 'Share of the run in which the learning rate rises to its full value.';
const warmup = shareBelowOne.default(0.05).describe(warmupSays);
const betweenZeroAndOne = z.number().positive().lt(1);

export const schedule = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('constant').describe('The same learning rate throughout.'),
      // 0, not the 0.05 of the others: a constant rate that was not asked to rise does not.
      warmup: shareBelowOne.default(0).describe(warmupSays),
    }),
    z.strictObject({
      kind: z.literal('cosine').describe('Half a cosine down to 0 at the end of the run.'),
      warmup,
    }),
    z.strictObject({
      kind: z.literal('one_cycle').describe('Up to the learning rate, then far below its start.'),
      warmup,
    }),
    z.strictObject({
      kind: z.literal('step').describe('Falls by a factor at regular times.'),
      warmup,
      every: betweenZeroAndOne
        .default(0.3)
        .describe('Share of the run after which the rate falls, each time.'),
      factor: betweenZeroAndOne
        .default(0.1)
        .describe('What the rate is multiplied with, each time.'),
    }),
    z.strictObject({
      kind: z.literal('exponential').describe('By the same factor from step to step.'),
      warmup: shareBelowOne.default(0).describe(warmupSays),
      factor: z
        .number()
        .positive()
        .default(0.01)
        .describe('Last rate over first; above 1 it is a learning rate range test.'),
    }),
  ])
  .default({ kind: 'constant', warmup: 0 })
  .describe('How the learning rate changes over the run.');
