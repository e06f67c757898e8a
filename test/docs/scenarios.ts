/** A config changed in one place; the figures compare its arms. */
export interface Scenario {
  readonly arms: readonly { readonly label: string; readonly config: unknown }[];
}

const noisyDigits = {
  dataset: { kind: 'bundled', name: 'digits', train_samples: 600, label_noise: 0.3 },
  model: { kind: 'mlp', hidden: [64, 64] },
  loss: 'cross_entropy',
  optimizer: { kind: 'momentum', learning_rate: 0.03, weight_decay: 0 },
  schedule: { kind: 'cosine' },
  training: { epochs: 40, batch_size: 32 },
  monitor: { preset: 'full', every_steps: 19 },
};

function arms<T>(values: readonly T[], label: (value: T) => string, config: (value: T) => unknown) {
  return { arms: values.map((value) => ({ label: label(value), config: config(value) })) };
}

/** Weight decay on digits with 30 % of the labels redrawn: none, good, too much. */
export const decay: Scenario = arms(
  [0, 0.01, 0.1],
  (weight_decay) => `weight decay ${weight_decay}`,
  (weight_decay) => ({ ...noisyDigits, optimizer: { ...noisyDigits.optimizer, weight_decay } }),
);

/** The whole line of total shrink, seen at its end only. */
export const shrinks: Scenario = arms(
  [3e-4, 1e-3, 3e-3, 6e-3, 1e-2, 2e-2, 3e-2, 6e-2, 0.1],
  (weight_decay) => `${weight_decay}`,
  (weight_decay) => ({
    ...noisyDigits,
    optimizer: { ...noisyDigits.optimizer, weight_decay },
    monitor: { preset: 'economy' },
  }),
);

/** Learning rates on clean digits: too low, good, too high. */
export const rates: Scenario = arms(
  [3e-4, 0.03, 0.5],
  (learning_rate) => `learning rate ${learning_rate}`,
  (learning_rate) => ({
    ...noisyDigits,
    dataset: { ...noisyDigits.dataset, label_noise: 0 },
    optimizer: { kind: 'momentum', learning_rate, weight_decay: 1e-3 },
    training: { epochs: 30, batch_size: 32 },
  }),
);

/** tanh at its usual and at a far too large initialization. */
export const tanh: Scenario = arms(
  [1, 8],
  (scale) => `init scale ${scale}`,
  (scale) => ({
    ...noisyDigits,
    dataset: { ...noisyDigits.dataset, label_noise: 0 },
    model: { kind: 'mlp', hidden: [64, 64], activation: 'tanh', init: { scale } },
  }),
);

/** Modular addition: late generalisation with weight decay, none without. */
export const grokking: Scenario = arms(
  [1e-5, 0],
  (weight_decay) => `weight decay ${weight_decay}`,
  (weight_decay) => ({
    dataset: {
      kind: 'synthetic',
      name: 'modular-addition',
      classes: 31,
      validation: 0.6,
      standardize: false,
    },
    model: { kind: 'two_layer', width: 256, activation: 'square', init: { scheme: 'pytorch_default' } },
    loss: 'mse',
    optimizer: { kind: 'adam', learning_rate: 0.005, weight_decay },
    training: { epochs: 1500, batch_size: 'all' },
    monitor: { preset: 'full', every_steps: 25, probe_samples: 384 },
  }),
);

/** A linear teacher learned from a small and from a large initialization. */
export const early: Scenario = arms(
  [1e-4, 3],
  (scale) => `init scale ${scale}`,
  (scale) => ({
    dataset: {
      kind: 'synthetic',
      name: 'linear-teacher',
      samples: 400,
      dimension: 5,
      noise: 0.5,
      validation: 0.36,
    },
    model: { kind: 'two_layer', width: 64, init: { scale } },
    loss: 'mse',
    optimizer: { kind: 'sgd', learning_rate: scale < 1 ? 0.1 : 1e-3 },
    training: { epochs: 400, batch_size: 'all' },
    monitor: { preset: 'full', every_steps: 5 },
  }),
);

/** Two clusters told apart by two layers from a small and from a large initialization. */
export const clusters: Scenario = arms(
  [0.01, 3],
  (scale) => `init scale ${scale}`,
  (scale) => ({
    dataset: {
      kind: 'synthetic',
      name: 'clusters',
      samples: 400,
      dimension: 40,
      classes: 2,
      noise: 0.5,
      validation: 0.75,
      standardize: false,
    },
    model: { kind: 'two_layer', width: 100, init: { scale } },
    loss: 'logistic',
    optimizer: { kind: 'sgd', learning_rate: scale < 1 ? 0.3 : 0.01 },
    training: { epochs: 300, batch_size: 'all' },
    monitor: { preset: 'full', every_steps: 5 },
  }),
);

/** Full-batch descent at two rates: the sharpness rises to 2 / rate. */
export const edge: Scenario = arms(
  [0.2, 0.5],
  (learning_rate) => `learning rate ${learning_rate}`,
  (learning_rate) => ({
    dataset: { kind: 'synthetic', name: 'relu-teacher', samples: 100, dimension: 10, validation: 0 },
    model: { kind: 'mlp', hidden: [64, 64], activation: 'tanh', init: { scheme: 'lecun_normal' } },
    loss: 'mse',
    optimizer: { kind: 'sgd', learning_rate },
    training: { epochs: 6000, batch_size: 'all' },
    monitor: { preset: 'full', every_steps: 75 },
  }),
);
