import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../../src/core/data/dataset';
import type {
  InitScheme,
  ModelSettings,
  OptimizerSettings,
  ScheduleSettings,
  Settings,
} from '../../../src/protocol/settings';

/** What test/golden/pytorch/make.py wrote of one training. */
export interface TrainingCase {
  readonly name: string;
  readonly model: ModelSettings;
  readonly optimizer: OptimizerSettings;
  readonly loss: Settings['loss'];
  readonly training: Settings['training'];
  readonly inputShape: readonly number[];
  readonly target: Target;
  readonly samples: number;
  readonly batches: number;
  /** Of each step, before its update. */
  readonly losses: readonly number[];
  readonly correct: readonly number[];
  readonly gradientNorms: readonly number[];
  /** Of the first batch, after the last step. */
  readonly evaluatedLoss: number;
}

export interface ScheduleCase {
  readonly name: string;
  readonly schedule: ScheduleSettings;
  readonly rates: readonly number[];
}

export interface StartingWeights {
  readonly scheme: InitScheme;
  readonly layer: 'dense' | 'conv';
  /** [out, in] or [out, in, size, size]. */
  readonly shape: readonly number[];
  readonly mean: number;
  readonly deviation: number;
  readonly largest: number;
  readonly biasLargest: number;
}

const folder = join(__dirname, '../../golden/pytorch');

export function readTrainingCases(): TrainingCase[] {
  const files = readdirSync(join(folder, 'training')).sort();
  return files.map((file) => {
    const stored = readJson(join('training', file)) as TrainingCase;
    const model: Partial<ModelSettings> = stored.model;
    const training: Partial<Settings['training']> = stored.training;
    return {
      ...stored,
      name: file.replace(/\.json$/, ''),
      model: { ...modelDefaults, ...model } as ModelSettings,
      training: { epochs: 1, batch_size: stored.samples, seed: 0, ...training },
    };
  });
}

export function readSchedules(): ScheduleCase[] {
  return readJson('schedules.json') as ScheduleCase[];
}

export function readStartingWeights(): StartingWeights[] {
  return readJson('starting-weights.json') as StartingWeights[];
}

const modelDefaults = {
  activation: 'relu',
  normalization: 'none',
  dropout: 0,
  init: { scheme: 'he_normal', scale: 1 },
  output_multiplier: 1,
} as const;

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}
