import { idxImages, idxLabels, npyBooleans, npyFloats, quotedCsv } from './dataFiles';

/** A small config and the files that it names. */
export interface ContractConfig {
  readonly file: string;
  readonly settings: Readonly<Record<string, object | string>>;
  readonly files?: Readonly<Record<string, string | Buffer>>;
}

const sweep = (search: string, prune: string) => ({
  parameters: { 'optimizer.learning_rate': 'log:1e-3..1e-1:3' },
  search,
  prune,
});

const rate = (kind: string) => ({ kind, learning_rate: 0.01 });

/** Together they have every word that a config may hold where the engine is here. */
export const contractConfigs: readonly ContractConfig[] = [
  {
    file: 'bundled.fit.yaml',
    settings: {
      dataset: { kind: 'bundled', name: 'digits', train_samples: 100, label_noise: 0.1 },
      model: { kind: 'mlp', hidden: [8, 6], activation: 'relu', init: { scheme: 'he_normal' } },
      loss: 'cross_entropy',
      optimizer: { ...rate('adamw'), weight_decay: 0.1 },
      schedule: { kind: 'cosine' },
      training: { epochs: 2, batch_size: 32, seed: 3 },
      monitor: { preset: 'economy', every_steps: 'auto', probe_samples: 16 },
      engine: 'onnx',
      sweep: sweep('grid', 'all'),
    },
  },
  {
    file: 'images.fit.yml',
    settings: {
      dataset: { kind: 'bundled', name: 'fashion-mnist-mini', train_samples: 40, validation: 0.01 },
      model: {
        kind: 'cnn',
        channels: [2, 3],
        dense: [],
        activation: 'gelu',
        normalization: 'batch',
        init: { scheme: 'he_uniform', scale: 0.5 },
      },
      loss: 'cross_entropy',
      optimizer: { ...rate('muon'), momentum: 0.8 },
      schedule: { kind: 'one_cycle', warmup: 0.3 },
      training: { epochs: 2, batch_size: 'all' },
      monitor: { preset: 'full' },
      engine: 'auto',
      sweep: sweep('random', 'halving'),
    },
  },
  {
    file: 'table.fit.json',
    settings: {
      dataset: { kind: 'csv', path: 'data/table.csv', target: 'answer', standardize: false },
      model: {
        kind: 'mlp',
        hidden: [4],
        activation: 'silu',
        normalization: 'layer',
        dropout: 0.2,
        init: { scheme: 'glorot_normal' },
      },
      loss: 'logistic',
      optimizer: rate('sgd'),
      schedule: { kind: 'step', every: 0.5, factor: 0.5, warmup: 0 },
      training: { epochs: 3, batch_size: 16, clip_gradient_norm: 0.1 },
      monitor: { preset: 'standard', every_steps: 3 },
      engine: 'reference',
      sweep: sweep('sobol', 'rules'),
    },
    files: { 'data/table.csv': quotedCsv(40) },
  },
  {
    file: 'idx.fit.jsonc',
    settings: {
      dataset: {
        kind: 'idx',
        images: 'images.gz',
        labels: './labels.gz',
        validation_images: 'held/images.gz',
        validation_labels: 'held/labels.gz',
      },
      model: {
        kind: 'cnn',
        channels: [2],
        dense: [3],
        activation: 'tanh',
        normalization: 'none',
        init: { scheme: 'glorot_uniform' },
      },
      loss: 'cross_entropy',
      optimizer: rate('momentum'),
      schedule: { kind: 'constant' },
      training: { epochs: 2, batch_size: 16 },
      engine: 'onnx-wasm',
      sweep: sweep('tpe', 'none'),
    },
    files: {
      'images.gz': idxImages(40),
      'labels.gz': idxLabels(40, 3),
      'held/images.gz': idxImages(12),
      'held/labels.gz': idxLabels(12, 3),
    },
  },
  {
    file: 'npy.fit.yaml',
    settings: {
      dataset: { kind: 'npy', inputs: 'x.npy', targets: 'y.npy', validation: 0 },
      model: { kind: 'two_layer', width: 6, activation: 'square', output_multiplier: 2 },
      loss: 'cross_entropy',
      optimizer: rate('adam'),
      training: { epochs: 2, batch_size: 16 },
      sweep: sweep('guided', 'all'),
    },
    files: { 'x.npy': npyFloats([40, 2, 3], 'Fortran'), 'y.npy': npyBooleans(40) },
  },
  {
    file: 'values.fit.yaml',
    settings: {
      dataset: {
        kind: 'npy',
        inputs: 'x.npy',
        targets: 'y.npy',
        validation_inputs: 'vx.npy',
        validation_targets: 'vy.npy',
      },
      model: { kind: 'mlp', hidden: [6], init: { scheme: 'lecun_normal' } },
      loss: 'mse',
      optimizer: rate('adam'),
      training: { epochs: 40, batch_size: 16, stop_at_train_loss: 10 },
    },
    files: {
      'x.npy': npyFloats([40, 5]),
      'y.npy': npyFloats([40, 2]),
      'vx.npy': npyFloats([12, 5]),
      'vy.npy': npyFloats([12, 2]),
    },
  },
  {
    file: 'papers.fit.yaml',
    settings: {
      dataset: { kind: 'synthetic', name: 'two-gaussians', samples: 60 },
      model: {
        kind: 'two_layer',
        width: 4,
        init: { output: 'balanced' },
        bias: false,
      },
      loss: 'logistic',
      optimizer: rate('sgd'),
      schedule: { kind: 'exponential', factor: 10 },
      training: { epochs: 2, batch_size: 16 },
    },
  },
  {
    file: 'frozen.fit.yaml',
    settings: {
      dataset: { kind: 'synthetic', name: 'sine-teacher', samples: 60 },
      model: { kind: 'two_layer', width: 4, init: { output: 'signs' }, freeze_output: true },
      loss: 'mse',
      optimizer: rate('sgd'),
      training: { epochs: 2, batch_size: 16 },
    },
  },
  {
    file: 'dominated.fit.yaml',
    settings: {
      dataset: { kind: 'synthetic', name: 'clusters', samples: 60 },
      model: { kind: 'two_layer', width: 4, init: { output: 'dominated' } },
      loss: 'cross_entropy',
      optimizer: rate('sgd'),
      training: { epochs: 2, batch_size: 16 },
    },
  },
  {
    file: 'linear.fit.yaml',
    settings: {
      dataset: { kind: 'synthetic', name: 'clusters', samples: 60 },
      model: { kind: 'linear', init: { output: 'scheme' }, centre_outputs: true },
      loss: 'cross_entropy',
      optimizer: rate('sgd'),
      training: { epochs: 2, batch_size: 16 },
    },
  },
  ...['two-moons', 'clusters', 'xor-clusters', 'relu-teacher', 'linear-teacher'].map(synthetic),
  synthetic('modular-addition', { classes: 7 }),
];

function synthetic(name: string, sizes: object | number): ContractConfig {
  const given = typeof sizes === 'object' ? sizes : { samples: 60, noise: 0.3, seed: 5 };
  return {
    file: `${name}.fit.yaml`,
    settings: {
      dataset: { kind: 'synthetic', name, ...given },
      model: { kind: 'mlp', hidden: [6], init: { scheme: 'pytorch_default' } },
      loss: name === 'linear-teacher' ? 'mse' : 'cross_entropy',
      optimizer: rate('adam'),
      training: { epochs: 2, batch_size: 16 },
    },
  };
}
