import type {
  EpochEnded,
  RunEnded,
  RunEvent,
  RunStarted,
  StepEnded,
} from '../../src/protocol/events';
import type { Settings } from '../../src/protocol/settings';
import type { NewRun } from '../../src/runs/createRun';
import { digitsSettings } from './digitsSettings';

/** Settings as the config room gives them: checked, every default filled in. */
export const exampleSettings: Settings = {
  ...digitsSettings,
  name: 'digits baseline',
  model: { ...digitsSettings.model, kind: 'mlp', hidden: [16] },
  schedule: { kind: 'cosine', warmup: 0.05 },
  training: { epochs: 4, batch_size: 64, seed: 7 },
};

export const exampleConfigText = `name: digits baseline  # Ä, 漢字 and 🦉 stay
dataset: { kind: bundled, name: digits }
model: { kind: mlp, hidden: [16] }
loss: cross_entropy
optimizer: { kind: adamw, learning_rate: 1e-3, weight_decay: 1e-4 }
schedule: { kind: cosine, warmup: 0.05 }
training: { epochs: 4, seed: 7 }
`;

export const exampleNewRun: NewRun = {
  name: 'digits baseline',
  configPath: '/project/digits.fit.yaml',
  configText: exampleConfigText,
  settings: exampleSettings,
};

const at = '2026-11-22T15:30:12.000Z';

export function started(change: Partial<RunStarted> = {}): RunStarted {
  return {
    type: 'run.started',
    at,
    runId: 'a-run',
    seed: 7,
    engine: 'onnx 1.30',
    parameters: 1210,
    layers: [{ name: 'hidden1', kind: 'dense', units: 16, parameters: 1040 }],
    totalSteps: 92,
    samples: { train: 1438, validation: 359 },
    classes: 10,
    ...change,
  };
}

export function step(number: number, change: Partial<StepEnded> = {}): StepEnded {
  return {
    type: 'step.ended',
    at,
    step: number,
    epoch: number / 23,
    trainLoss: 2 / (1 + number),
    learningRate: 1e-3,
    metrics: { oui: 0.7, update_ratio: 1e-3 },
    layers: { hidden1: { oui: 0.7 } },
    ...change,
  };
}

export function epoch(number: number, change: Partial<EpochEnded> = {}): EpochEnded {
  return {
    type: 'epoch.ended',
    at,
    epoch: number,
    trainLoss: 1 / (1 + number),
    trainScore: 0.9,
    validationLoss: 1.1 / (1 + number),
    validationScore: 0.88,
    metrics: { train_loss: 0.9 / (1 + number), train_score: 0.91 },
    ...change,
  };
}

export function ended(change: Partial<RunEnded> = {}): RunEnded {
  return {
    type: 'run.ended',
    at,
    outcome: 'finished',
    seconds: 3.5,
    monitoringSeconds: 0.1,
    ...change,
  };
}

/** A short run from its first event to its last. */
export function exampleEvents(): readonly RunEvent[] {
  return [started(), epoch(0), step(0), step(23), epoch(1), step(46), epoch(2), ended()];
}
