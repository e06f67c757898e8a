import type { Experiment } from '../experiment';
import { meanOf, range } from '../run/statistics';
import { trainPaper, weightsOf } from '../run/trainPaper';
import { leastSquares, linearError } from '../theory/leastSquares';
import { columnOf, cosine, dot, reluOutputs } from '../theory/twoLayer';

const dimension = 5;
const width = 256;
const allCounts = [16, 32, 64, 128, 256, 512, 1024];
const neededCounts = [16, 64, 256, 1024];

/** lambda 16; descent at the rate of the small start would diverge. */
const large = {
  'model.init.scale': 1,
  'model.init.output': 'balanced',
  'optimizer.learning_rate': 5e-3,
};

interface Outcome {
  /** Training error over that of least squares. */
  readonly ratio: number;
  readonly train: number;
  /** Test error above that of the teacher itself. */
  readonly excess: number;
  /** Mean |cos| of the larger half of the neurons with X'y when the loss had fallen by a tenth. */
  readonly aligned: number;
}

/** C1 and C2: beyond a number of samples a small start no longer interpolates. */
export const simplicityBias: Experiment = {
  name: 'simplicity-bias',
  title: 'Training and test error over the number of samples',
  source: 'arXiv 2410.02348',
  configs: ['simplicity-bias'],
  async run(effort) {
    const seeds = range(effort === 'full' ? 3 : 1);
    const steps = effort === 'full' ? 20_000 : 10_000;
    const counts = effort === 'full' ? allCounts : neededCounts;
    const small = new Map<number, Outcome[]>();
    for (const count of counts) small.set(count, await all(count, seeds, steps));
    const lazyCounts = effort === 'full' ? [16, 64, 256] : [256];
    const lazy = new Map<number, Outcome[]>();
    for (const count of lazyCounts) lazy.set(count, await all(count, seeds, steps, large));
    const of = (count: number, key: keyof Outcome) => (small.get(count) ?? []).map((o) => o[key]);
    const falls = seeds.map((seed) => of(16, 'excess')[seed]! / of(1024, 'excess')[seed]!);
    const lazyTrain = (lazy.get(256) ?? []).map(({ train }) => train);
    const few = seeds.length === 1 ? 'one seed' : `each of ${seeds.length} seeds`;
    const ratio = (count: number, says: string, reached: (value: number) => boolean) => ({
      id: 'C1',
      says: `training error over that of least squares ${says} at ${count} samples, ${few}`,
      measured: of(count, 'ratio')
        .map((value) => value.toFixed(3))
        .join(', '),
      reached: of(count, 'ratio').every(reached),
    });
    return {
      criteria: [
        ratio(16, 'below 0.15', (value) => value < 0.15),
        ratio(256, 'above 0.8', (value) => value > 0.8),
        ratio(1024, 'above 0.95', (value) => value > 0.95),
        {
          id: 'C1',
          says: 'the excess test error falls more than 50 times from 16 to 1024 samples',
          measured: falls.map((fall) => `${fall.toFixed(0)} times`).join(', '),
          reached: falls.every((fall) => fall > 50),
        },
        {
          id: 'C1',
          says: 'from a large start the training error at 256 samples is below 0.01',
          measured: lazyTrain.map((train) => train.toFixed(4)).join(', '),
          reached: lazyTrain.every((train) => train < 0.01),
        },
        {
          id: 'C2',
          says: `larger half of the neurons, when the loss has fallen by a tenth: mean |cos| with X'y above 0.98 at 1024 samples`,
          measured: of(1024, 'aligned')
            .map((value) => value.toFixed(4))
            .join(', '),
          reached: of(1024, 'aligned').every((value) => value > 0.98),
        },
      ],
      figures: [
        {
          name: 'simplicity-bias',
          title: 'Training and test error over the number of samples',
          x: {
            label: 'training samples',
            scale: 'log',
            ticks: counts.map((at) => ({ at, label: String(at) })),
          },
          panels: [
            {
              y: { label: 'excess test error', scale: 'log' },
              series: [
                curve('small start', small, 'excess', 1e-4),
                curve('large start', lazy, 'excess', 1e-4),
              ],
            },
            {
              y: { label: 'training / least squares', scale: 'linear', from: 0, to: 1.1 },
              series: [curve('small start', small, 'ratio'), curve('large start', lazy, 'ratio')],
              levels: [{ at: 1, label: 'least squares' }],
              marks: [{ at: threshold(small), label: 'threshold' }],
            },
          ],
        },
      ],
      notes: [
        'Where the threshold lies depends on the draw: at 256 samples seeds 0 to 5 of the prototype are at 0.84, 0.86, 0.91, 0.99, 0.90, 0.78. It also depends on the start: with layers of equal size (`balanced`) the same seeds are at 0.74, 0.87, 0.91, 0.99, 0.89, 0.70, so that the paper’s `dominated` start, where the output weights are the larger, is what is taken here; the first run here, with balanced layers, measured 0.95, 0.59, 0.90 and was changed after it.',
        'The threshold is drawn where the mean ratio first passes one half, between two numbers of samples.',
        ...(effort === 'full' ? [] : [`${steps} steps instead of 20 000.`]),
      ],
    };
  },
};

async function all(
  count: number,
  seeds: readonly number[],
  steps: number,
  set: Readonly<Record<string, number | string>> = {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const seed of seeds)
    outcomes.push(
      await measure({
        ...set,
        'dataset.train_samples': count,
        'dataset.seed': seed,
        'training.seed': seed,
        'training.epochs': steps,
      }),
    );
  return outcomes;
}

async function measure(set: Readonly<Record<string, number | string>>): Promise<Outcome> {
  let first = NaN;
  let atFall: Float32Array | undefined;
  const run = await trainPaper('simplicity-bias', {
    set,
    validates: false,
    until: ({ epoch, trainLoss }, parameters) => {
      if (epoch === 0) first = trainLoss;
      else if (trainLoss < 0.9 * first) atFall ??= parameters().slice();
      return false;
    },
  });
  const { train, validation } = run.dataset;
  const held = validation?.inputs ?? new Float32Array();
  const layers = [
    weightsOf(run, run.end, 'hidden1.weight'),
    weightsOf(run, run.end, 'output.weight'),
  ];
  const [hidden, output] = layers as [Float32Array, Float32Array];
  const error = (inputs: Float32Array, targets: (sample: number) => number) => {
    const outputs = reluOutputs(inputs, hidden, output);
    return outputs.reduce((sum, y, at) => sum + (y - targets(at)) ** 2, 0) / outputs.length;
  };
  const weights = leastSquares(train.inputs, train.targets, dimension);
  const trained = error(train.inputs, (sample) => train.targets[sample]!);
  if (!atFall) throw new Error('The loss never fell by a tenth.');
  return {
    train: trained,
    ratio: trained / linearError(train.inputs, train.targets, weights),
    // The teacher is the first input.
    excess: error(held, (sample) => held[sample * dimension]!),
    aligned: alignedHalf(
      weightsOf(run, atFall, 'hidden1.weight'),
      directionOf(train.inputs, train.targets),
    ),
  };
}

/** X'y / n */
function directionOf(inputs: Float32Array, targets: Float32Array): number[] {
  return range(dimension).map((k) => {
    let sum = 0;
    targets.forEach((y, sample) => (sum += y * inputs[sample * dimension + k]!));
    return sum / targets.length;
  });
}

function alignedHalf(hidden: Float32Array, direction: readonly number[]): number {
  const neurons = range(width).map((j) => columnOf(hidden, width, j));
  const larger = neurons.sort((a, b) => dot(b, b) - dot(a, a)).slice(0, width / 2);
  return meanOf(larger.map((weights) => Math.abs(cosine(weights, direction))));
}

function curve(
  label: string,
  outcomes: ReadonlyMap<number, readonly Outcome[]>,
  key: keyof Outcome,
  least = 0,
) {
  const points = [...outcomes].map(([x, all]) => ({
    x,
    y: Math.max(least, meanOf(all.map((one) => one[key]))),
  }));
  return { label, drawn: 'both' as const, points };
}

function threshold(outcomes: ReadonlyMap<number, readonly Outcome[]>): number {
  const entries = [...outcomes].map(([count, all]) => [count, meanOf(all.map((o) => o.ratio))]);
  const at = entries.findIndex(([, ratio]) => (ratio ?? 0) > 0.5);
  return at < 1 ? NaN : Math.sqrt((entries[at - 1]?.[0] ?? NaN) * (entries[at]?.[0] ?? NaN));
}
