import { resolve } from 'node:path';
import type {
  DatasetSource,
  DatasetSplit,
  LossKind,
  Settings,
} from '../../../src/protocol/settings';

export const BUNDLED = { bundledFolder: resolve(__dirname, '../../../examples/data') };

/** Settings with this data, nothing held out and nothing changed unless asked for. */
export function settingsFor(
  source: DatasetSource,
  options: Partial<DatasetSplit> & { loss?: LossKind; seed?: number } = {},
): Settings {
  const { loss = 'cross_entropy', seed = 0, ...split } = options;
  return {
    dataset: { validation: 0, label_noise: 0, standardize: false, ...source, ...split },
    model: {
      kind: 'mlp',
      hidden: [4],
      activation: 'relu',
      normalization: 'none',
      dropout: 0,
      init: { scheme: 'he_normal', scale: 1 },
      output_multiplier: 1,
    },
    loss,
    optimizer: { kind: 'sgd', learning_rate: 0.1, weight_decay: 0, momentum: 0.9 },
    schedule: { kind: 'constant', warmup: 0 },
    training: { epochs: 1, batch_size: 'all', seed },
    monitor: { preset: 'standard', every_steps: 'auto', probe_samples: 128 },
    engine: 'auto',
  };
}
