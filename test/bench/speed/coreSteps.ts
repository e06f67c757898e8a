// Training steps of the core, one run a process. Argument: a StepRequest as JSON. Then, for each line
// on stdin, trains on for the seconds asked for and answers with a StepAnswer as JSON; "1.5 alone"
// trains without looking at anything, "1.5 forward" measures a forward pass too.
import { createInterface } from 'node:readline';
import type { EngineChoice, Settings } from '../../../src/protocol/settings';
import type { Dataset } from '../../../src/core/data/dataset';
import { createRandom } from '../../../src/core/data/random';
import { openEngine } from '../../../src/core/engines/ladder';
import { Pace } from '../../../src/core/training/pace';
import { rows } from '../../../src/core/training/evaluate';
import { prepare, type Prepared } from '../../../src/core/training/prepare';
import type { StepAnswer, StepRequest } from './stepsProcess';
import type { Task } from './tasks';

const defaultMonitor = { preset: 'economy', every_steps: 'auto', probe_samples: 128 } as const;

async function main(): Promise<void> {
  const request = JSON.parse(process.argv[2] ?? '') as StepRequest;
  const engine = await openEngine((request.engine ?? 'onnx') as EngineChoice, {
    threads: request.threads,
    flushDenormals: true,
  });
  const run = await prepare({
    runId: request.task.name,
    engine,
    settings: settingsOf(request),
    dataset: made(request.task),
  });
  await run.observer.start(run.state);
  const { everySteps } = run.cadence;
  const pace = new Pace(run.numbersAStep);
  let steps = 0;
  /** An epoch with its observations, as `train` runs it, without writing events. */
  const epoch = async () => {
    const batches = run.batches();
    for (;;) {
      const chunk = batches.take(run.cadence.stepsTogether(steps, pace.steps));
      if (!chunk) break;
      const begin = performance.now();
      const results = await run.step(steps + 1, chunk);
      pace.took(results.length, performance.now() - begin);
      for (const result of results)
        if (run.cadence.isDue(++steps))
          await run.observer.lookAfter(steps, run.state, result, chunk.count);
    }
  };
  await epoch();
  process.stdout.write(`ready ${engine.version}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    const [seconds, how] = line.split(' ');
    run.cadence.everySteps = how === 'alone' ? Infinity : everySteps;
    const before = { steps, monitoring: run.clocks.monitoring.seconds };
    const start = performance.now();
    while (performance.now() - start < Number(seconds) * 1000) await epoch();
    const passed = (performance.now() - start) / 1000;
    const answer: StepAnswer = {
      stepsASecond: (steps - before.steps) / passed,
      ...(how === 'forward' && {
        forwardShare: await shareOfForward(run, passed / (steps - before.steps)),
      }),
      monitoring: (run.clocks.monitoring.seconds - before.monitoring) / passed,
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
    };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  await run.release();
}

/** Of one evaluation of 128 samples, the fastest of some, in itself and ten steps. */
async function shareOfForward(
  { evaluation, state, dataset }: Prepared,
  stepSeconds: number,
): Promise<number> {
  const probe = rows(dataset.train, 0, 128, dataset.inputShape);
  let fastest = Infinity;
  for (let times = 0; times < 20; times++) {
    const start = performance.now();
    await evaluation.run({ ...state.looked, ...probe });
    fastest = Math.min(fastest, performance.now() - start);
  }
  const forward = fastest / 1000;
  return forward / (forward + 10 * stepSeconds);
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

function settingsOf({ task: { model, batch }, monitor }: StepRequest): Settings {
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
    training: { epochs: 100_000, batch_size: batch, seed: 0 },
    monitor: { ...defaultMonitor, ...monitor },
    engine: 'onnx',
  };
  return settings as Settings;
}

void main();
