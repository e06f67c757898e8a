import type { EpochEnded, StepEnded } from '../../src/protocol/events';
import type { RunRecord } from '../../src/protocol/runRecord';
import type { RunView } from '../../src/protocol/runView';
import type { Settings } from '../../src/protocol/settings';
import { digitsSettings } from './digitsSettings';

export type Story = 'balanced' | 'overfitting' | 'collapsing' | 'diverging' | 'tanh';

export interface ImaginedRun {
  readonly story: Story;
  readonly epochs?: number;
  readonly stepsPerEpoch?: number;
  /** An observation every so many steps. */
  readonly every?: number;
  readonly layers?: readonly string[];
  readonly name?: string;
  readonly validation?: boolean;
  readonly outcome?: RunView['outcome'];
}

const at = '2026-03-02T10:00:00.000Z';

/** A run made up for drawing: curves of the usual shapes with a little seeded noise. */
export function imaginedRun(asked: ImaginedRun): RunView {
  const { story, epochs = 20, stepsPerEpoch = 23, every = 5 } = asked;
  const layers = asked.layers ?? ['hidden1', 'hidden2', 'output'];
  const names = story === 'tanh' ? [] : layers.slice(0, -1);
  const random = noise(7);
  const total = epochs * stepsPerEpoch;
  const last = story === 'diverging' ? Math.round(total * 0.4) : total;
  const steps: StepEnded[] = [];
  for (let step = 0; step <= last; step += every) {
    steps.push(stepAt(step, { story, total, stepsPerEpoch, layers, bits: names, random }));
  }
  const held = asked.validation ?? true;
  const ended: EpochEnded[] = [];
  for (let epoch = 0; epoch * stepsPerEpoch <= last; epoch++) {
    ended.push(epochAt(epoch, epoch / epochs, story, held, random));
  }
  const outcome = asked.outcome ?? (story === 'diverging' ? 'diverged' : 'finished');
  return {
    record: record(asked.name ?? 'digits baseline', story, epochs, outcome),
    started: {
      type: 'run.started',
      at,
      runId: 'imagined',
      seed: 0,
      engine: 'onnx',
      parameters: 17226,
      layers: layers.map((name, i) => ({
        name,
        kind: 'dense',
        units: [128, 64, 10][Math.min(i, 2)] ?? 10,
        parameters: [8320, 8256, 650][Math.min(i, 2)] ?? 650,
        ...(!names.includes(name) && {
          notDefined: {
            oui:
              story === 'tanh' ? 'tanh has no on/off bits.' : 'the output layer has no activation.',
          },
        }),
      })),
      totalSteps: total,
      samples: { train: 1438, validation: held ? 359 : 0 },
      classes: 10,
      notDefined: {
        gradient_feature_alignment: 'it costs a backward pass; choose monitor.preset: full.',
        ...(story === 'tanh' && { oui: 'tanh has no on/off bits.' }),
      },
      monitor: {
        everySteps: every,
        says: `Observed every ${every} steps to stay below 5 % of the time.`,
      },
      inputsCentred: true,
    },
    steps,
    epochs: ended,
    adjustments: [],
    ...(outcome !== 'running' && {
      ended: {
        type: 'run.ended',
        at,
        outcome,
        ...(story === 'diverging' && { reason: 'the loss became NaN at step 184' }),
        seconds: 12.4,
        monitoringSeconds: 0.223,
      },
    }),
    outcome,
  };
}

interface StepContext {
  readonly story: Story;
  readonly total: number;
  readonly stepsPerEpoch: number;
  readonly layers: readonly string[];
  /** Layers that have on/off bits. */
  readonly bits: readonly string[];
  readonly random: () => number;
}

function stepAt(step: number, context: StepContext): StepEnded {
  const { story, total, stepsPerEpoch, layers, bits, random } = context;
  const t = step / total;
  const shaken = (value: number, size: number): number => value * (1 + size * random());
  const blown = story === 'diverging' && t > 0.35;
  const rise = 1 - Math.exp(-8 * t);
  const norm = story === 'collapsing' ? Math.exp(-1.4 * rise) : 1 + 0.35 * rise;
  const ouis = bits.map((_, i) => {
    const start = [0.96, 0.79, 0.66, 0.59, 0.53][Math.min(i, 4)] ?? 0.5;
    const end =
      story === 'collapsing'
        ? start * Math.max(0.03, 0.35 - 0.08 * i)
        : start * Math.max(0.3, 0.92 - 0.1 * i);
    return blown ? NaN : shaken(start + (end - start) * rise, 0.01);
  });
  const mean = ouis.reduce((sum, value) => sum + value, 0) / ouis.length;
  return {
    type: 'step.ended',
    at,
    step,
    epoch: step / stepsPerEpoch,
    trainLoss: blown
      ? t > 0.38
        ? NaN
        : 40 * t
      : shaken(2.31 - (2.31 - lowestLoss(story) * 1.4) * (1 - Math.exp(-9 * t)), 0.15),
    learningRate: 0.0005 * (1 + Math.cos(Math.PI * t)),
    metrics: {
      ...(bits.length > 0 && { oui: mean, oui_relative: mean / 0.875 }),
      neuron_alignment: shaken(0.12 + 0.42 * rise, 0.03),
      kernel_target_alignment: shaken(0.18 + 0.5 * rise, 0.02),
      weight_norm_ratio: blown ? NaN : norm,
      weight_movement: blown ? NaN : 0.8 * rise,
      weight_change: blown ? NaN : 0.9 * rise,
      total_shrink: 0.4,
      loss_gap: 0.05 * rise,
    },
    layers: Object.fromEntries(
      layers.map((name, i) => [
        name,
        {
          ...(ouis[i] !== undefined && {
            oui: ouis[i],
            dead_units: story === 'collapsing' ? 0.3 * rise * (i + 1) : 0,
          }),
          update_ratio: shaken(3e-3 * 0.5 ** i * (1.02 - t), 0.2),
          weight_norm_ratio: norm,
        },
      ]),
    ),
  };
}

function epochAt(
  epoch: number,
  t: number,
  story: Story,
  held: boolean,
  random: () => number,
): EpochEnded {
  const fit = 1 - Math.exp(-9 * t);
  const low = lowestLoss(story);
  const trainLoss = 2.31 - (2.31 - low) * fit;
  const best = story === 'collapsing' ? 0.55 : 1;
  const trainScore = 0.1 + (best - 0.1) * fit;
  const gap = story === 'overfitting' ? 0.24 * fit : 0.025 * fit;
  const rising = story === 'overfitting' ? 0.9 * t * fit + 0.35 * fit : 0.08 * fit;
  return {
    type: 'epoch.ended',
    at,
    epoch,
    trainLoss,
    trainScore,
    ...(held && {
      validationLoss: (trainLoss + rising) * (1 + 0.02 * random()),
      validationScore: trainScore - gap + 0.006 * random(),
    }),
    metrics: {},
  };
}

function lowestLoss(story: Story): number {
  return story === 'collapsing' ? 1.4 : story === 'overfitting' ? 0.004 : 0.05;
}

function record(
  name: string,
  story: Story,
  epochs: number,
  outcome: RunView['outcome'],
): RunRecord {
  const settings: Settings = {
    ...digitsSettings,
    model: { ...digitsSettings.model, activation: story === 'tanh' ? 'tanh' : 'relu' },
    training: { ...digitsSettings.training, epochs },
  };
  return {
    formatVersion: 1,
    id: '20260302-100000-imagined',
    name,
    configPath: '/home/someone/digits.fit.yaml',
    configFile: 'config.yaml',
    settings,
    overrides: {},
    seed: 0,
    trainer: { kind: 'core' },
    engine: 'onnx',
    versions: { fitscope: '0.1.0', onnxruntime: '1.30.0', node: '20.20.2' },
    created: at,
    ended: at,
    outcome,
  };
}

/** Numbers in [-1, 1), the same for the same seed (mulberry32). */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}
