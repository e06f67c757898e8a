import type { MetricValues } from '../../protocol/events';
import type { Params } from '../../protocol/searchSpace';

/** What a line of the table is made of. */
export interface TrialLine {
  readonly trial: number;
  readonly run: string | null;
  readonly params: Params;
  readonly outcome: string;
  readonly prunedAt?: number;
  readonly reason?: string;
  readonly epochs: number;
  readonly metrics: MetricValues;
  readonly train: TrialResult | null;
  readonly validation?: TrialResult;
}

interface TrialResult {
  readonly loss: number;
  readonly score: number;
}

/** A line for each trial (RFC 4180): its values by config path, results, and last metrics. */
export function trialsCsv(trials: readonly TrialLine[]): string {
  const paths = keysOf(trials.map(({ params }) => params));
  const metrics = keysOf(trials.map((trial) => trial.metrics));
  const head = [...before, ...paths, ...results, ...metrics];
  const lines = trials.map(({ train, validation, ...trial }) => [
    ...before.map((key) => trial[key]),
    ...paths.map((path) => trial.params[path]),
    ...[train?.loss, train?.score, validation?.loss, validation?.score],
    ...metrics.map((metric) => trial.metrics[metric]),
  ]);
  return [head, ...lines].map((line) => `${line.map(field).join(',')}\n`).join('');
}

const before = ['trial', 'run', 'outcome', 'epochs', 'prunedAt', 'reason'] as const;
const results = ['train_loss', 'train_score', 'validation_loss', 'validation_score'] as const;

function keysOf(all: readonly object[]): readonly string[] {
  return [...new Set(all.flatMap((one) => Object.keys(one)))];
}

type Cell = string | number | boolean | null | undefined | readonly (string | number | boolean)[];

function field(value: Cell): string {
  const text = typeof value === 'object' && value ? `[${value.join(', ')}]` : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
