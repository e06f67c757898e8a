import type { DatasetSource, Settings } from '../../../src/protocol/settings';

/** A task of the sweep benchmark: what every one of its trials has in common. */
export interface Task {
  readonly name: string;
  readonly what: string;
  /** Whether the measurements that guided search rests on had nothing like it. */
  readonly isNew: boolean;
  /** Learning rate and weight decay are placeholders. */
  readonly settings: Settings;
  /** Held-out samples that a search may look at; its labels are redrawn as those of the training. */
  readonly validation: number;
  /** Held-out samples with clean labels that no search sees: the most that are used. */
  readonly test: number;
}

/** Values of the grid, half a power of ten apart, the same for all tasks of an optimizer. */
export interface Grid {
  readonly decays: readonly number[];
  readonly rates: readonly number[];
}

/** 7 weight decays by 5 learning rates. */
export function gridOf({ settings }: Task): Grid {
  return settings.optimizer.kind === 'adamw'
    ? { decays: halfDecades(-2, 7), rates: halfDecades(-4, 5) }
    : { decays: halfDecades(-4, 7), rates: halfDecades(-2.5, 5) };
}

function halfDecades(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => Number((10 ** (from + i / 2)).toPrecision(4)));
}

/** Written down before the first of them was trained, and left alone since. */
export function sweepTasks(fashionFolder: string): readonly Task[] {
  const fashion = idx(fashionFolder);
  return [
    task('digits, few samples', {
      what: '120 samples, two layers of 512 ReLU units, momentum, cosine, 50 epochs of 8 steps',
      isNew: true,
      held: { validation: 40, test: 1200 },
      data: { kind: 'bundled', name: 'digits', validation: 0.9, train_samples: 120 },
      model: { kind: 'two_layer', width: 512 },
      optimizer: 'momentum',
      training: { epochs: 50, batch_size: 16 },
    }),
    task('digits, noisy labels, one cycle', {
      what: '540 samples, 30 % redrawn, MLP 64-64-64 SiLU, AdamW, one cycle, 40 epochs of 17 steps',
      isNew: true,
      held: { validation: 130, test: 1100 },
      noise: 0.3,
      data: { kind: 'bundled', name: 'digits', validation: 0.69, train_samples: 540 },
      model: { kind: 'mlp', hidden: [64, 64, 64] },
      activation: 'silu',
      optimizer: 'adamw',
      schedule: { kind: 'one_cycle', warmup: 0 },
      training: { epochs: 40, batch_size: 32 },
    }),
    task('digits, clean', {
      what: '900 samples, MLP 128-64 ReLU, AdamW, cosine, 25 epochs of 29 steps',
      isNew: false,
      held: { validation: 200, test: 690 },
      data: { kind: 'bundled', name: 'digits', validation: 0.499, train_samples: 900 },
      model: { kind: 'mlp', hidden: [128, 64] },
      optimizer: 'adamw',
      training: { epochs: 25, batch_size: 32 },
    }),
    task('Fashion-MNIST mini, constant rate', {
      what: '1200 samples, MLP 128 tanh, momentum, constant rate after a warm-up, 20 epochs of 19 steps',
      isNew: true,
      held: { validation: 300, test: 700 },
      data: { kind: 'bundled', name: 'fashion-mnist-mini', validation: 0.2, train_samples: 1200 },
      model: { kind: 'mlp', hidden: [128] },
      activation: 'tanh',
      optimizer: 'momentum',
      schedule: { kind: 'constant', warmup: 0.05 },
      training: { epochs: 20, batch_size: 64 },
    }),
    task('Fashion-MNIST, noisy labels', {
      what: '1500 samples, 30 % redrawn, MLP 256-128 ReLU, momentum, cosine, 25 epochs of 24 steps',
      isNew: false,
      held: { validation: 375, test: 3000 },
      noise: 0.3,
      data: { ...fashion, validation: 0.2, train_samples: 1500 },
      model: { kind: 'mlp', hidden: [256, 128] },
      optimizer: 'momentum',
      training: { epochs: 25, batch_size: 64 },
    }),
    task('Fashion-MNIST, CNN', {
      what: '800 samples, CNN 8-16, dense 32, ReLU, AdamW, cosine, 15 epochs of 25 steps',
      isNew: false,
      held: { validation: 200, test: 2000 },
      data: { ...fashion, validation: 0.2, train_samples: 800 },
      model: { kind: 'cnn', channels: [8, 16], dense: [32] },
      optimizer: 'adamw',
      training: { epochs: 15, batch_size: 32 },
    }),
    task('Fashion-MNIST, CNN, batch norm, noisy labels', {
      what: '640 samples, 20 % redrawn, CNN 8-8 with batch norm, GELU, momentum, cosine after a warm-up, 15 epochs of 20 steps',
      isNew: true,
      held: { validation: 160, test: 2000 },
      noise: 0.2,
      data: { ...fashion, validation: 0.2, train_samples: 640 },
      model: { kind: 'cnn', channels: [8, 8], dense: [] },
      activation: 'gelu',
      normalization: 'batch',
      optimizer: 'momentum',
      schedule: { kind: 'cosine', warmup: 0.05 },
      training: { epochs: 15, batch_size: 32 },
    }),
    task('XOR clusters, flipped labels', {
      what: '400 samples in 20 dimensions, 10 % redrawn, MLP 64-64 ReLU, logistic loss, momentum, rate / 10 after each third, 30 epochs of 13 steps',
      isNew: true,
      held: { validation: 100, test: 3000 },
      noise: 0.1,
      data: {
        ...made('xor-clusters', { samples: 3500, dimension: 20, classes: 2, noise: 0.5 }),
        validation: 0.885,
        train_samples: 400,
      },
      model: { kind: 'mlp', hidden: [64, 64] },
      loss: 'logistic',
      optimizer: 'momentum',
      schedule: { kind: 'step', warmup: 0, every: 0.34, factor: 0.1 },
      training: { epochs: 30, batch_size: 32 },
    }),
    task('ReLU teacher, layer norm', {
      what: '500 samples in 20 dimensions, 5 classes, MLP 128-128 with layer norm, AdamW, cosine, 30 epochs of 16 steps',
      isNew: true,
      held: { validation: 125, test: 3000 },
      data: {
        ...made('relu-teacher', { samples: 3700, dimension: 20, classes: 5, noise: 0.1 }),
        validation: 0.864,
        train_samples: 500,
      },
      model: { kind: 'mlp', hidden: [128, 128] },
      normalization: 'layer',
      optimizer: 'adamw',
      training: { epochs: 30, batch_size: 32 },
    }),
    task('clusters, batch norm, very noisy labels', {
      what: '600 samples in 16 dimensions, 10 classes, 40 % redrawn, MLP 200-100 with batch norm, momentum, cosine, 30 epochs of 19 steps',
      isNew: true,
      held: { validation: 150, test: 3000 },
      noise: 0.4,
      data: {
        ...made('clusters', { samples: 3800, dimension: 16, classes: 10, noise: 0.6 }),
        validation: 0.842,
        train_samples: 600,
      },
      model: { kind: 'mlp', hidden: [200, 100] },
      normalization: 'batch',
      optimizer: 'momentum',
      training: { epochs: 30, batch_size: 32 },
    }),
  ];
}

interface Parts {
  readonly what: string;
  readonly isNew: boolean;
  readonly held: { readonly validation: number; readonly test: number };
  readonly noise?: number;
  readonly data: DatasetSource & { readonly validation: number; readonly train_samples: number };
  readonly model:
    | { readonly kind: 'mlp'; readonly hidden: readonly number[] }
    | {
        readonly kind: 'cnn';
        readonly channels: readonly number[];
        readonly dense: readonly number[];
      }
    | { readonly kind: 'two_layer'; readonly width: number };
  readonly activation?: Settings['model']['activation'];
  readonly normalization?: Settings['model']['normalization'];
  readonly loss?: Settings['loss'];
  readonly optimizer: 'momentum' | 'adamw';
  readonly schedule?: Settings['schedule'];
  readonly training: { readonly epochs: number; readonly batch_size: number };
}

function task(name: string, parts: Parts): Task {
  const { what, isNew, held, noise = 0, data, model, optimizer, training } = parts;
  const { activation = 'relu', normalization = 'none', loss = 'cross_entropy' } = parts;
  const settings: Settings = {
    dataset: { ...data, label_noise: noise, standardize: true },
    model: {
      ...model,
      ...{ activation, normalization, dropout: 0 },
      init: { scheme: 'he_normal', scale: 1 },
      output_multiplier: 1,
    },
    loss,
    optimizer: { kind: optimizer, learning_rate: 1e-3, weight_decay: 0, momentum: 0.9 },
    schedule: parts.schedule ?? { kind: 'cosine', warmup: 0 },
    training: { ...training, seed: 0 },
    monitor: { preset: 'standard', every_steps: 'auto', probe_samples: 128 },
    engine: 'onnx',
  };
  return { name, what, isNew, settings, ...held };
}

function idx(folder: string) {
  const pair = (part: string) => ({
    images: `${folder}/${part}-images-idx3-ubyte.gz`,
    labels: `${folder}/${part}-labels-idx1-ubyte.gz`,
  });
  const own = pair('t10k');
  const validation = { validation_images: own.images, validation_labels: own.labels };
  return { kind: 'idx', ...pair('train'), ...validation } as const;
}

function made(
  name: 'xor-clusters' | 'relu-teacher' | 'clusters',
  size: {
    readonly samples: number;
    readonly dimension: number;
    readonly classes: number;
    readonly noise: number;
  },
) {
  return { kind: 'synthetic', name, ...size, seed: 0 } as const;
}
