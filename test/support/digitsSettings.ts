import type { Settings } from '../../src/protocol/settings';

/** A small digits config as the config room gives it: checked, every default filled in. */
export const digitsSettings: Settings = {
  dataset: {
    kind: 'bundled',
    name: 'digits',
    validation: 0.2,
    label_noise: 0,
    standardize: true,
  },
  model: {
    kind: 'mlp',
    hidden: [128, 64],
    activation: 'relu',
    normalization: 'none',
    dropout: 0,
    init: { scheme: 'he_normal', scale: 1 },
    output_multiplier: 1,
  },
  loss: 'cross_entropy',
  optimizer: { kind: 'adamw', learning_rate: 1e-3, weight_decay: 1e-4, momentum: 0.9 },
  schedule: { kind: 'cosine', warmup: 0 },
  training: { epochs: 20, batch_size: 64, seed: 0 },
  monitor: { preset: 'standard', every_steps: 'auto', probe_samples: 128 },
  engine: 'auto',
};
