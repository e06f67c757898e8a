import type { EpochEnded, MetricValues, StepEnded } from '../../../src/protocol/events';
import type { RunView } from '../../../src/protocol/runView';
import type { Settings } from '../../../src/protocol/settings';
import type { RecordedRun } from './recordedRuns';

const at = '2026-01-01T00:00:00.000Z';
const labelNoise: Readonly<Record<string, number>> = {
  ...{ F2: 0.2, F3: 0.4, F4: 0.2, F5: 0.4, F7: 0.4, D1: 0.2, B1: 0.2, N1: 0.2, N2: 0.4, C1: 0.2 },
  ...{ X1: 0.2, X2: 0.2, X3: 0.2, X4: 0.4, H1: 0.4, H2: 0.1, H3: 0.3, H4: 0.3, H5: 0.2, H6: 0.2 },
  ...{ K1: 0.2, K2: 0.1, K3: 0.3, K5: 0.2 },
};
const withBatchNorm = ['N1', 'N2', 'H5', 'K4'];
/** Shifted tasks whose outputs were scaled, by initialization or by a factor behind the network. */
const scaled: Readonly<Record<string, { readonly scale: number; readonly multiplier: number }>> = {
  X3: { scale: 1, multiplier: 0.1 },
  X4: { scale: 0.3, multiplier: 1 },
  X5: { scale: 2, multiplier: 3 },
};

/**
 * Held-out data that the rules see: drawn and redrawn like the training data, with clean labels as
 * our own trainer has it, or none.
 */
export type Validation = 'like-training' | 'clean' | 'none';

/** A recorded run as a trainer would have told it, up to a share of its epochs. */
export function toRunView(run: RecordedRun, share: number, validation: Validation): RunView {
  const settings = settingsOf(run, validation);
  const until = Math.ceil(share * run.E - 1e-9);
  const last = run.K.tl.length - 1;
  const died = until > last || run.K.tl[until] === null;
  const epochs: EpochEnded[] = [];
  const steps: StepEnded[] = [];
  for (let epoch = 0; epoch <= Math.min(until, last); epoch++) {
    epochs.push(epochOf(run, epoch, validation));
    steps.push(stepOf(run, epoch));
  }
  return {
    record: {
      formatVersion: 1,
      id: `${run.t}-${run.seed}`,
      name: run.t,
      configPath: '/recorded.fit.yaml',
      configFile: 'config.fit.yaml',
      settings,
      overrides: {},
      seed: run.seed,
      trainer: { kind: 'external' },
      versions: {},
      created: at,
      outcome: 'running',
    },
    started: {
      type: 'run.started',
      at,
      runId: run.t,
      seed: run.seed,
      engine: 'recorded',
      parameters: 0,
      layers: [],
      totalSteps: run.E * run.spe,
      samples: { train: run.spe * 64, validation: validation === 'none' ? 0 : 100 },
      classes: run.C,
    },
    steps,
    epochs,
    adjustments: [],
    outcome: died ? 'diverged' : until === run.E ? 'finished' : 'running',
  };
}

function epochOf({ K }: RecordedRun, epoch: number, validation: Validation): EpochEnded {
  const clean = validation === 'clean';
  return {
    type: 'epoch.ended',
    at,
    epoch,
    trainLoss: number(epoch === 0 ? K.tl[0] : K.rl[epoch]),
    trainScore: number(K.ta[epoch]),
    ...(validation !== 'none' && {
      validationLoss: number((clean ? K.sl : K.vl)[epoch]),
      validationScore: number((clean ? K.sa : K.va)[epoch]),
    }),
    metrics: { train_loss: number(K.tl[epoch]), train_score: number(K.ta[epoch]) },
  };
}

function stepOf(run: RecordedRun, epoch: number): StepEnded {
  const { K } = run;
  const norms = (K.wn[epoch] ?? []).map(number);
  const changes = (K.rel[epoch] ?? []).map(number);
  const oui = (K.oui[epoch] ?? []).map(number);
  const start = (K.oui[0] ?? []).map(number);
  const relative = oui.map((one, i) => one / Math.max(start[i]!, 1e-3));
  const momentum = run.opt === 'sgd' ? 0.9 : 0;
  const metrics: MetricValues = {
    oui: mean(oui),
    oui_relative: mean(relative),
    weight_norm_ratio: mean(norms),
    weight_change: mean(changes),
    weight_movement: mean(norms.map((norm, i) => movement(norm, changes[i]!))),
    // Cosine to 0: the learning rates sum to rate x steps / 2.
    total_shrink: (run.wd * run.lr * run.E * run.spe) / (1 - momentum) / 2,
  };
  const layers = Object.fromEntries(
    relative.map((one, i) => [
      `hidden${i + 1}`,
      { oui_relative: one, dead_units: number(K.dead[epoch]?.[i]) },
    ]),
  );
  const step = epoch * run.spe;
  return {
    type: 'step.ended',
    at,
    step,
    epoch,
    trainLoss: number(epoch === 0 ? K.tl[0] : K.rl[epoch]),
    learningRate: (run.lr * (1 + Math.cos((Math.PI * epoch) / run.E))) / 2,
    metrics,
    layers,
  };
}

/** The part of W at a right angle to W0, from |W| / |W0| and |W - W0| / |W0|. */
function movement(norm: number, change: number): number {
  const q = (norm ** 2 + 1 - change ** 2) / 2;
  return Math.sqrt(Math.max(norm ** 2 - q ** 2, 0));
}

function settingsOf(run: RecordedRun, validation: Validation): Settings {
  return {
    dataset: {
      kind: 'csv',
      path: '/recorded.csv',
      target: 'y',
      validation: 0.2,
      // Said only where validation is clean: otherwise both have it, and nobody knows.
      label_noise: validation === 'clean' ? (labelNoise[run.t] ?? 0) : 0,
      standardize: true,
    },
    model: {
      kind: 'mlp',
      hidden: [256, 128],
      activation: 'relu',
      normalization: withBatchNorm.includes(run.t) ? 'batch' : 'none',
      dropout: 0,
      init: { scheme: 'he_normal', scale: scaled[run.t]?.scale ?? 1 },
      output_multiplier: scaled[run.t]?.multiplier ?? 1,
    },
    loss: 'cross_entropy',
    optimizer: {
      kind: run.opt === 'sgd' ? 'momentum' : 'adamw',
      learning_rate: run.lr,
      weight_decay: run.wd,
      momentum: 0.9,
    },
    schedule: { kind: 'cosine', warmup: 0 },
    training: { epochs: run.E, batch_size: 64, seed: run.seed },
    monitor: { preset: 'standard', every_steps: 'auto', probe_samples: 128 },
    engine: 'auto',
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** The recordings write null where a number was not finite. */
function number(value: number | null | undefined): number {
  return value ?? NaN;
}
