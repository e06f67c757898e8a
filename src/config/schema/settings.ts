import * as z from 'zod';
import type { Settings } from '../../protocol/settings';
import { dataset } from './dataset';
import { model } from './model';
import { count, nonNegative, positive, seed, shareBelowOne, word } from './numbers';
import { schedule } from './schedule';
import { sweep } from './sweep';

const optimizer = z
  .strictObject({
    kind: z
      .enum(['sgd', 'momentum', 'adam', 'adamw', 'muon'])
      .describe('Weight decay is decoupled in adamw and muon, added to the gradient elsewhere.'),
    learning_rate: positive.describe('The largest learning rate that the schedule reaches.'),
    weight_decay: nonNegative.default(0).describe('Pull of the weights towards 0.'),
    momentum: shareBelowOne
      .default(0.9)
      .describe('Share of the last update kept; for `momentum` and `muon`.'),
  })
  .describe('How a gradient becomes an update.');

const training = z
  .strictObject({
    epochs: count.describe('Passes over the training samples.'),
    batch_size: z
      .union([count, z.literal('all')])
      .default(64)
      .describe('Samples per update; `all` for the full batch.'),
    seed: seed.default(0).describe('Seed of split, weights, batches and dropout.'),
    clip_gradient_norm: positive
      .exactOptional()
      .describe('Gradients longer than this are shortened to it.'),
    stop_at_train_loss: positive
      .exactOptional()
      .describe('Ends the run once the training loss of an epoch is at most this.'),
  })
  .describe('How long and in which portions.');

const standardMonitor = {
  preset: 'standard' as const,
  every_steps: 'auto' as const,
  probe_samples: 128,
};

const monitor = z
  .strictObject({
    preset: z
      .enum(['economy', 'standard', 'full'])
      .default(standardMonitor.preset)
      .describe('How much is measured.'),
    every_steps: z
      .union([count, z.literal('auto')])
      .default(standardMonitor.every_steps)
      .describe(
        'Steps between two observations; `auto` keeps their cost below 5 %. A small number in a long ' +
          "run has OUI measured on the step's own mini-batch, and all else more rarely.",
      ),
    probe_samples: z
      .int()
      .min(2)
      .default(standardMonitor.probe_samples)
      .describe('Fixed samples that activations are read on.'),
  })
  .default(standardMonitor)
  .describe('What is observed while the network trains.');

/** The one schema of the native config; keys stand in the order of a config as it is written. */
export const settingsSchema = z
  .strictObject({
    name: word.exactOptional().describe('What the run is called in lists and charts.'),
    dataset,
    model,
    loss: z
      .enum(['cross_entropy', 'logistic', 'mse'])
      .describe('logistic is for two classes; mse for values, or one-hot classes.'),
    optimizer,
    schedule,
    training,
    monitor,
    engine: z
      .enum([
        'auto',
        'onnx',
        'onnx-wasm',
        'onnx-webgpu',
        'onnx-directml',
        'onnx-coreml',
        'onnx-cuda',
        'reference',
        'tensorflow',
        'tensorflow-gpu',
      ])
      .default('auto')
      .describe('What runs the training; auto takes the fastest that is there.'),
    sweep: sweep.exactOptional(),
  })
  .describe('A Fitscope training config.') satisfies z.ZodType<Settings>;
