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
      output: z
        .enum(['scheme', 'signs', 'balanced', 'dominated'])
        .exactOptional()
        .describe(
          'Law of the output weights. scheme: as all others, also when left out; signs: +-1 / ' +
            'sqrt(inputs), whatever the scale; balanced: as large as what goes into their unit; ' +
            'dominated: as large as what goes into the largest unit.',
        ),
    })
    .default({ scheme: 'he_normal', scale: 1 })
    .describe('How the weights start.'),
  output_multiplier: positive.default(1).describe('Factor on the outputs of the network.'),
  bias: z.boolean().exactOptional().describe('Whether layers add a bias; true when left out.'),
  freeze_output: z
    .boolean()
    .exactOptional()
    .describe('Keep the output layer as it starts; false when left out.'),
  centre_outputs: z
    .boolean()
    .exactOptional()
    .describe('Take the mean over the outputs off each of them; false when left out.'),
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
    z.strictObject({
      kind: z.literal('linear').describe('No hidden layer: outputs are sums of the inputs.'),
      ...common,
    }),
  ])
  .describe('The network.');
