import type { MetricValues, RunOutcome } from '../../protocol/events';
import type { RunView } from '../../protocol/runView';
import type { Params } from '../../protocol/searchSpace';
import type { SweepRecord } from '../../protocol/sweep';
import { bestOf } from '../../sweep/objective';
import { epochOf, type Trial } from '../../sweep/trial';
import { lastMetrics, trainResult, validationResult, type Result } from './runNumbers';

/** What `sweep --json` prints. */
export interface SweepDocument {
  readonly sweep: string;
  readonly folder: string;
  readonly outcome: SweepRecord['outcome'];
  readonly search: string;
  readonly seconds: number;
  readonly trials: readonly TrialDocument[];
  /** The finished trial of least validation loss, of training loss without; null for none. */
  readonly best: TrialDocument | null;
}

export interface TrialDocument {
  readonly trial: number;
  /** Null where the values cannot be trained with. */
  readonly run: string | null;
  readonly params: Params;
  readonly outcome: RunOutcome;
  /** Epochs done when the sweep ended it. */
  readonly prunedAt?: number;
  readonly reason?: string;
  readonly epochs: number;
  readonly metrics: MetricValues;
  /** Null when no epoch was evaluated. */
  readonly train: Result | null;
  readonly validation?: Result;
}

export function sweepDocument(
  folder: string,
  record: SweepRecord,
  trials: readonly Trial[],
  seconds: number,
  viewOf: (run: string) => RunView | undefined,
): SweepDocument {
  const documents = trials.map((trial) => trialDocument(trial, viewOf));
  const best = bestOf(trials);
  return {
    sweep: record.id,
    folder,
    outcome: record.outcome,
    search: record.plan.search,
    seconds,
    trials: documents,
    best: documents.find(({ trial }) => trial === best?.number) ?? null,
  };
}

function trialDocument(trial: Trial, viewOf: (run: string) => RunView | undefined): TrialDocument {
  const { number, run, params, pruned } = trial;
  const view = run === null ? undefined : viewOf(run);
  const validation = view && validationResult(view);
  const reason = pruned?.reason ?? trial.reason;
  return {
    trial: number,
    run,
    params,
    outcome: trial.outcome ?? 'stopped',
    ...(pruned && { prunedAt: pruned.epoch }),
    ...(reason !== undefined && { reason }),
    epochs: epochOf(trial),
    metrics: view ? lastMetrics(view) : {},
    train: (view && trainResult(view)) ?? null,
    ...(validation && { validation }),
  };
}
