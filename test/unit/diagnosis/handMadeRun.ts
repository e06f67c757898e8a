import type { EpochEnded, MetricValues, RunOutcome, StepEnded } from '../../../src/protocol/events';
import type { RunView } from '../../../src/protocol/runView';
import type { Settings } from '../../../src/protocol/settings';
import { digitsSettings } from '../../support/digitsSettings';

const at = '2026-01-01T00:00:00.000Z';

/** A run in a few numbers. Functions of the epoch, losses in units of the loss of guessing. */
export interface RunSketch {
  readonly settings?: SettingsSketch;
  readonly epochs?: number;
  /** Epochs done; all when left out. */
  readonly done?: number;
  readonly stepsPerEpoch?: number;
  /** Undefined for a regression, whose losses are in units of 1. */
  readonly classes?: number | undefined;
  readonly outcome?: RunOutcome;
  readonly inputsCentred?: boolean;
  readonly samples?: number;
  readonly train?: (epoch: number) => number;
  readonly validation?: ((epoch: number) => number) | undefined;
  readonly trainScore?: (epoch: number) => number;
  readonly validationScore?: (epoch: number) => number;
  /** Epochs whose train loss is evaluated; all when left out. */
  readonly evaluated?: (epoch: number) => boolean;
  readonly metrics?: (epoch: number) => MetricValues;
  readonly layers?: (epoch: number) => Readonly<Record<string, MetricValues>>;
}

export interface SettingsSketch {
  readonly dataset?: Partial<Settings['dataset']>;
  readonly model?: Partial<Settings['model']>;
  readonly loss?: Settings['loss'];
  readonly optimizer?: Partial<Settings['optimizer']>;
  readonly schedule?: Settings['schedule'];
  readonly training?: Partial<Settings['training']>;
}

/** Metrics of a network that trains well, to be changed one at a time. */
export const healthyMetrics: MetricValues = {
  oui: 0.7,
  oui_relative: 0.95,
  weight_norm_ratio: 1.1,
  weight_movement: 0.6,
  weight_change: 0.7,
  total_shrink: 0.7,
};

/** Falls from 1 towards a floor, most of it in the first tenth of 20 epochs. */
export function falling(floor: number): (epoch: number) => number {
  return (epoch) => floor + (1.02 - floor) * Math.exp(-epoch / 2);
}

/** A run that nothing is wrong with, except for what the sketch says. */
export function handMadeRun(sketch: RunSketch = {}): RunView {
  const epochs = sketch.epochs ?? 20;
  const done = sketch.done ?? epochs;
  const settings = settingsOf(sketch, epochs);
  const outcome = sketch.outcome ?? (done === epochs ? 'finished' : 'running');
  const stepsPerEpoch = sketch.stepsPerEpoch ?? 50;
  const classes = 'classes' in sketch ? sketch.classes : 10;
  const list = Array.from({ length: done + 1 }, (_, epoch) => epoch);
  return {
    record: {
      formatVersion: 1,
      id: 'hand-made',
      name: 'hand-made',
      configPath: '/hand-made.fit.yaml',
      configFile: 'config.fit.yaml',
      settings,
      overrides: {},
      seed: 0,
      trainer: { kind: 'core' },
      versions: {},
      created: at,
      outcome,
    },
    started: {
      type: 'run.started',
      at,
      runId: 'hand-made',
      seed: 0,
      engine: 'none',
      parameters: 1000,
      layers: [],
      totalSteps: epochs * stepsPerEpoch,
      samples: { train: sketch.samples ?? 32 * stepsPerEpoch, validation: 200 },
      ...(classes !== undefined && { classes }),
      inputsCentred: sketch.inputsCentred ?? true,
    },
    steps: list.map((epoch) => stepOf(sketch, epoch, stepsPerEpoch, classes)),
    epochs: list.map((epoch) => epochOf(sketch, epoch, classes)),
    adjustments: [],
    outcome,
  };
}

function epochOf(sketch: RunSketch, epoch: number, classes: number | undefined): EpochEnded {
  const unit = classes === undefined ? 1 : Math.log(classes);
  const loss = (sketch.train ?? falling(0.2))(epoch) * unit;
  const validation = 'validation' in sketch ? sketch.validation : falling(0.28);
  const score = (sketch.trainScore ?? (() => 0.93))(epoch);
  const evaluated = sketch.evaluated?.(epoch) ?? true;
  return {
    type: 'epoch.ended',
    at,
    epoch,
    trainLoss: loss,
    trainScore: score,
    ...(validation && {
      validationLoss: validation(epoch) * unit,
      validationScore: (sketch.validationScore ?? (() => 0.9))(epoch),
    }),
    metrics: evaluated ? { train_loss: loss, train_score: score } : {},
  };
}

function stepOf(
  sketch: RunSketch,
  epoch: number,
  stepsPerEpoch: number,
  classes: number | undefined,
): StepEnded {
  return {
    type: 'step.ended',
    at,
    step: epoch * stepsPerEpoch,
    epoch,
    trainLoss:
      (sketch.train ?? falling(0.2))(epoch) * (classes === undefined ? 1 : Math.log(classes)),
    learningRate: 1e-3,
    metrics: (sketch.metrics ?? (() => healthyMetrics))(epoch),
    layers: sketch.layers?.(epoch) ?? {},
  };
}

function settingsOf(sketch: RunSketch, epochs: number): Settings {
  const { dataset, model, loss, optimizer, schedule, training } = sketch.settings ?? {};
  return {
    ...digitsSettings,
    dataset: { ...digitsSettings.dataset, ...dataset } as Settings['dataset'],
    model: { ...digitsSettings.model, hidden: [64, 64], ...model } as Settings['model'],
    loss: loss ?? digitsSettings.loss,
    optimizer: { ...digitsSettings.optimizer, weight_decay: 1, ...optimizer },
    schedule: schedule ?? digitsSettings.schedule,
    training: { epochs, batch_size: 32, seed: 0, ...training },
  };
}
