// Training steps of the core on the benchmark's tasks, one thread, preset economy: reads task names
// from stdin, one a line, and answers with steps a second, one a line. Argument: seconds a task.
import { createInterface } from 'node:readline';
import type { Settings } from '../../../src/protocol/settings';
import type { Dataset } from '../../../src/core/data/dataset';
import { createRandom } from '../../../src/core/data/random';
import { openEngine } from '../../../src/core/engines/ladder';
import type { Engine } from '../../../src/core/engines/engine';
import { Pace } from '../../../src/core/training/pace';
import { prepare } from '../../../src/core/training/prepare';

interface Task {
  readonly model: Pick<Settings['model'], 'kind'> & Record<string, unknown>;
  readonly inputShape: readonly number[];
  readonly samples: number;
  readonly batch: number | 'all';
}

const tasks: Readonly<Record<string, Task>> = {
  A: { model: { kind: 'mlp', hidden: [256, 128] }, inputShape: [784], samples: 1024, batch: 128 },
  B: {
    model: { kind: 'cnn', channels: [16, 32], dense: [64] },
    inputShape: [1, 28, 28],
    samples: 1024,
    batch: 128,
  },
  C: { model: { kind: 'mlp', hidden: [2000] }, inputShape: [50], samples: 500, batch: 'all' },
  D: {
    model: { kind: 'mlp', hidden: [128, 128, 128, 128, 128, 128] },
    inputShape: [64],
    samples: 1024,
    batch: 128,
  },
};

async function main(): Promise<void> {
  const seconds = Number(process.argv[2]);
  const engine = await openEngine('onnx', { threads: 1, flushDenormals: true });
  process.stdout.write(`ready ${engine.version}\n`);
  for await (const line of createInterface({ input: process.stdin }))
    process.stdout.write(`${await stepsASecond(line.trim(), engine, seconds)}\n`);
}

/** The training loop with its observations, as `train` runs it, without writing events. */
async function stepsASecond(name: string, engine: Engine, seconds: number): Promise<number> {
  const task = tasks[name];
  if (!task) throw new Error(`There is no task ${name}; there are ${Object.keys(tasks)}.`);
  const run = await prepare({
    runId: name,
    engine,
    settings: settingsOf(task),
    dataset: made(task),
  });
  await run.observer.start(run.state);
  const pace = new Pace(run.numbersAStep);
  let steps = 0;
  const epoch = async () => {
    const batches = run.batches();
    for (;;) {
      const chunk = batches.take(run.observer.stepsUnseen(steps, pace.steps));
      if (!chunk) break;
      const begin = performance.now();
      const results = await run.step(steps + 1, chunk);
      pace.took(results.length, performance.now() - begin);
      steps += results.length;
      const { loss, learningRate } = results.at(-1)!;
      if (run.observer.isDue(steps))
        await run.observer.observe(steps, run.state, loss, learningRate);
    }
  };
  await epoch();
  const before = steps;
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) await epoch();
  const rate = ((steps - before) / (performance.now() - start)) * 1000;
  await run.release();
  return rate;
}

function made({ inputShape, samples }: Task): Dataset {
  const random = createRandom(0, 'bench');
  const width = inputShape.reduce((product, size) => product * size, 1);
  const labels = Int32Array.from({ length: samples }, () => random.below(10));
  const targets = new Float32Array(samples * 10);
  labels.forEach((label, sample) => (targets[sample * 10 + label] = 1));
  const inputs = Float32Array.from({ length: samples * width }, () => random.normal());
  return {
    inputShape,
    target: { kind: 'classes', classes: 10 },
    train: { count: samples, inputs, targets, labels },
    notes: [],
  };
}

function settingsOf({ model, batch }: Task): Settings {
  const settings = {
    dataset: { kind: 'bundled', name: 'digits', validation: 0, label_noise: 0, standardize: false },
    model: {
      activation: 'relu',
      normalization: 'none',
      dropout: 0,
      init: { scheme: 'he_normal', scale: 1 },
      output_multiplier: 1,
      ...model,
    },
    loss: 'cross_entropy',
    optimizer: { kind: 'adam', learning_rate: 1e-3, weight_decay: 0, momentum: 0.9 },
    schedule: { kind: 'constant', warmup: 0 },
    training: { epochs: 10_000, batch_size: batch, seed: 0 },
    monitor: { preset: 'economy', every_steps: 'auto', probe_samples: 128 },
    engine: 'onnx',
  };
  return settings as Settings;
}

void main();
