import * as z from 'zod';
import { count, positive, shareBelowOne } from './numbers';

const units = z.array(count);

const common = {
  activation: z
    .enum(['relu', 'gelu', 'silu', 'tanh', 'square'])
    .default('relu')
    .describe('What each hidden unit does with its sum.'),
  normalization: z
    .enum(['none', 'batch', 'layer'])
    .default('none')
    .describe('Normalization before each activation.'),
  dropout: shareBelowOne.default(0).describe('Probability of dropping a hidden unit.'),
  init: z
    .strictObject({
      scheme: z
        .enum([
          'he_normal',
          'he_uniform',
          'glorot_normal',
          'glorot_uniform',
          'lecun_normal',
          'pytorch_default',
        ])
        .default('he_normal')
        .describe('Law of the initial weights.'),
      scale: positive
        .default(1)
        .describe('Factor on the initial weights; large is lazy, small is rich.'),
    })
    .default({ scheme: 'he_normal', scale: 1 })
    .describe('How the weights start.'),
  output_multiplier: positive.default(1).describe('Factor on the outputs of the network.'),
};

export const model = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('mlp').describe('Dense layers.'),
      hidden: units.min(1).describe('Units of each hidden layer.'),
      ...common,
    }),
    z.strictObject({
      kind: z.literal('cnn').describe('Convolutions with pooling, then dense layers.'),
      channels: units.min(1).describe('Channels of each convolution.'),
      dense: units.describe('Units of each dense layer after the convolutions; may be empty.'),
      ...common,
    }),
    z.strictObject({
      kind: z.literal('two_layer').describe('One hidden layer, as theory has it.'),
      width: count.describe('Hidden units.'),
      ...common,
    }),
  ])
  .describe('The network.');
