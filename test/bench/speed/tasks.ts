/** Work for the core and for PyTorch alike; both processes read it as JSON. */
export interface Task {
  readonly name: string;
  readonly what: string;
  readonly model: DenseModel | ConvolutionalModel;
  readonly inputShape: readonly number[];
  readonly samples: number;
  readonly batch: number | 'all';
}

export interface DenseModel {
  readonly kind: 'mlp';
  readonly hidden: readonly number[];
}

export interface ConvolutionalModel {
  readonly kind: 'cnn';
  readonly channels: readonly number[];
  readonly dense: readonly number[];
  readonly normalization?: 'batch';
}

const samples = 1024;

export const tasks = {
  A: {
    name: 'A',
    what: 'MLP 784-256-128-10, batch 128',
    model: { kind: 'mlp', hidden: [256, 128] },
    inputShape: [784],
    samples,
    batch: 128,
  },
  B: {
    name: 'B',
    what: 'CNN 28x28, conv 16, conv 32, dense 64, batch 128',
    model: { kind: 'cnn', channels: [16, 32], dense: [64] },
    inputShape: [1, 28, 28],
    samples,
    batch: 128,
  },
  C: {
    name: 'C',
    what: 'MLP 50-2000-10, all 500 samples',
    model: { kind: 'mlp', hidden: [2000] },
    inputShape: [50],
    samples: 500,
    batch: 'all',
  },
  D: {
    name: 'D',
    what: 'MLP 64-128x6-10, batch 128',
    model: { kind: 'mlp', hidden: Array<number>(6).fill(128) },
    inputShape: [64],
    samples,
    batch: 128,
  },
} as const satisfies Readonly<Record<string, Task>>;
