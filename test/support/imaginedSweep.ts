import type { ParameterRanges } from '../../src/protocol/searchSpace';
import type { ScanKind } from '../../src/protocol/sweep';
import type { ShownRange, ShownSweep, SweepChoice } from '../../src/protocol/sweepMessages';
import type { TrialRow, TrialStatus } from '../../src/protocol/sweepView';
import { Random } from '../../src/sweep/random';
import { paramsAt } from '../../src/sweep/space';

const rate = 'optimizer.learning_rate';
const decay = 'optimizer.weight_decay';

export const imaginedRanges: ParameterRanges = {
  [rate]: { kind: 'log', low: 1e-3, high: 1, points: 7 },
  [decay]: { kind: 'log', low: 1e-5, high: 0.1, points: 5 },
};

/** What became of a trial that learns worse the further it is from rate 0.05 and decay 1e-3. */
export function imaginedTrial(
  trial: number,
  params: TrialRow['params'],
  status: TrialStatus = 'finished',
): TrialRow {
  const off = (path: string, best: number) =>
    Math.abs(Math.log10(Number(params[path] ?? best) / best));
  const far = off(rate, 0.05) + 0.6 * off(decay, 1e-3);
  const score = 0.975 - 0.07 * far ** 1.5;
  const isOver = status === 'finished';
  return {
    trial,
    run: `run-${trial}`,
    params,
    status,
    ...(status === 'pruned' && {
      reason: 'Stopped at epoch 7 of 70: its validation loss is among the worse two thirds.',
    }),
    ...(status === 'diverged' && { reason: 'The training loss is not a number at step 40.' }),
    result: {
      epochs: isOver ? 70 : status === 'diverged' ? 1 : 7 + trial,
      trainLoss: 0.004 + 0.1 * far,
      trainScore: Math.min(1, score + 0.02),
      validationLoss: 0.08 + 0.22 * far,
      validationScore: score,
      metrics: { oui: Math.max(0.1, 0.62 - 0.2 * far), weight_norm_ratio: 1.1 - 0.2 * far },
      classes: 10,
      seconds: 2,
    },
  };
}

/** A sweep of two values over so many trials, some of them at work, pruned or failed. */
export function imaginedSweep(count = 24, state: 'running' | 'finished' = 'running'): ShownSweep {
  const trials = Array.from({ length: count }, (_, trial) => {
    const random = new Random(3, `trial ${trial}`);
    const params = paramsAt(imaginedRanges, [random.uniform(), random.uniform()]);
    const isLast = state === 'running' && trial >= count - 2;
    const status = isLast
      ? trial === count - 1
        ? 'running'
        : 'paused'
      : trial % 5 === 3
        ? 'pruned'
        : trial % 17 === 9
          ? 'diverged'
          : 'finished';
    return imaginedTrial(trial, params, status);
  });
  return {
    kind: 'sweep',
    sweep: {
      ...{ id: 'a-sweep', name: 'digits', state, created: '2026-11-22T10:00:00.000Z' },
      plan: {
        ...{ parameters: imaginedRanges, search: 'tpe', trials: count + 6 },
        ...{ workers: 1, seed: 0, prune: 'all' },
      },
      ...(state === 'finished' && { ended: '2026-11-22T10:03:20.000Z' }),
      ...{ planned: count + 6, epochs: 70, own: { [rate]: 0.05, [decay]: 2e-3 } },
    },
    trials,
  };
}

/** A scan that has ended. */
export function imaginedScan(scan: ScanKind): ShownSweep {
  const { sweep } = imaginedSweep(2, 'finished');
  const [path, values] = scanned[scan];
  const trials = values.map((value, trial): TrialRow => {
    const row = imaginedTrial(trial, { [path]: value });
    const fits = scan !== 'train_samples' || value <= 200;
    const rough =
      scan === 'train_samples' ? 0.3 * (16 / value) ** 0.4 : Math.abs(Math.log10(value)) * 0.04;
    return {
      ...row,
      result: {
        epochs: 70,
        trainLoss: 0.1,
        trainScore: fits ? 1 : 0.965,
        validationLoss: 0.3,
        validationScore: 0.97 - rough,
        metrics: { oui: 0.6 - 0.1 * trial * 0.3 },
        classes: 10,
      },
    };
  });
  const plan = {
    ...sweep.plan,
    parameters: { [path]: { kind: 'list', values } } as ParameterRanges,
    search: 'grid' as const,
  };
  return {
    kind: 'sweep',
    sweep: { ...sweep, scan, plan, planned: values.length, own: { [path]: values[4] ?? 1 } },
    trials,
  };
}

const scanned: Readonly<Record<ScanKind, readonly [string, readonly number[]]>> = {
  weight_decay: [decay, [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1]],
  init_scale: ['model.init.scale', [0.1, 0.2, 0.5, 1, 2, 5, 10]],
  train_samples: ['dataset.train_samples', [16, 32, 64, 128, 256, 512, 1024, 1437]],
};

/** A range test whose loss falls until a rate of 0.2 and then breaks out. */
export function imaginedRange(outcome: ShownRange['outcome'] = 'finished'): ShownRange {
  const random = new Random(5, 'range');
  const points = Array.from({ length: 300 }, (_, i) => {
    const learningRate = 1e-4 * (1e4 / 1) ** (i / 299);
    const smoothed =
      0.4 + 1.9 / (1 + (learningRate / 0.01) ** 1.2) + Math.max(0, learningRate - 0.2) * 2;
    return { learningRate, smoothed, loss: smoothed + 0.25 * random.normal() };
  });
  return {
    ...{ kind: 'range', run: 'a-range', name: 'digits range test', outcome, done: 1, own: 0.01 },
    ...{ points, leastLossAt: 0.2, leastLoss: 0.45, suggested: 0.05, isOpen: false },
  };
}

export function sweepChoiceOf(shown: ShownSweep | ShownRange): SweepChoice {
  if (shown.kind === 'range')
    return {
      ...{ id: shown.run, name: 'digits', kind: 'range test', state: shown.outcome },
      started: '2026-11-22T09:00:00.000Z',
    };
  const { id, name, state, created } = shown.sweep;
  return { id, name, kind: 'tpe search', state, started: created };
}
