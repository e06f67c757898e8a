import { bestResult } from './bestResult';
import type { RunOutcome } from './events';
import type { Params } from './searchSpace';
import type { LiveTrials, SweepRecord, TrialEvent, TrialResult } from './sweep';

/** What a trial does or became; `lost`: it was at work when its sweep ended, and waits for a resume. */
export type TrialStatus =
  | 'running'
  | 'held'
  | 'paused'
  | 'finished'
  | 'pruned'
  | 'stopped'
  | 'diverged'
  | 'crashed'
  | 'lost';

/** A trial as everybody who looks at its sweep sees it. */
export interface TrialRow {
  readonly trial: number;
  /** Null where the values cannot be trained with. */
  readonly run: string | null;
  readonly params: Params;
  readonly status: TrialStatus;
  /** Why it ended early, or failed. */
  readonly reason?: string;
  /** Why the search tried these values. */
  readonly says?: string;
  readonly result?: TrialResult;
}

/** `interrupted`: those who drove it are gone and did not end it. */
export type SweepState = 'running' | 'paused' | 'finished' | 'stopped' | 'interrupted';

/** A sweep as its folder tells it. */
export interface SweepView {
  readonly record: SweepRecord;
  readonly state: SweepState;
  /** By number. A row that did not change is the same object as before. */
  readonly trials: readonly TrialRow[];
}

/** What is known of a trial from the log alone. */
export interface LoggedTrial {
  readonly trial: number;
  readonly run: string | null;
  readonly params: Params;
  readonly says?: string;
  readonly pruned?: string;
  readonly ended?: {
    readonly outcome: Exclude<RunOutcome, 'running'>;
    readonly reason?: string;
    readonly result?: TrialResult;
  };
}

/** The log after an event; of one trial the last start counts. Undefined for one never started. */
export function logTrial(
  known: LoggedTrial | undefined,
  event: TrialEvent,
): LoggedTrial | undefined {
  switch (event.type) {
    case 'trial.started': {
      const { trial, run, params, says } = event;
      return { trial, run, params, ...(says !== undefined && { says }) };
    }
    case 'trial.pruned':
      return known && { ...known, pruned: event.reason };
    case 'trial.ended': {
      const { outcome, reason, result } = event;
      return (
        known && {
          ...known,
          ended: {
            outcome,
            ...(reason !== undefined && { reason }),
            ...(result && { result }),
          },
        }
      );
    }
  }
}

/** A logged trial with what it does now. @param isDriven whether somebody trains the sweep's trials */
export function trialRow(
  logged: LoggedTrial,
  live: LiveTrials['trials'][number] | undefined,
  isDriven: boolean,
): TrialRow {
  const { trial, run, params, says, pruned, ended } = logged;
  const now = ended || !isDriven ? undefined : live;
  const reason = pruned ?? ended?.reason ?? now?.reason;
  const status = statusOf(logged, live, isDriven);
  const result = ended ? ended.result : live?.result;
  return {
    trial,
    run,
    params,
    status,
    ...(reason !== undefined && { reason }),
    ...(says !== undefined && { says }),
    ...(result && { result }),
  };
}

function statusOf(
  { pruned, ended }: LoggedTrial,
  live: LiveTrials['trials'][number] | undefined,
  isDriven: boolean,
): TrialStatus {
  if (pruned !== undefined) return 'pruned';
  if (ended) return ended.outcome;
  if (!isDriven) return 'lost';
  return live?.state ?? 'running';
}

/** Whether nothing more will come of a trial. */
export function isOver({ status }: Pick<TrialRow, 'status'>): boolean {
  switch (status) {
    case 'running':
    case 'held':
    case 'paused':
    case 'lost':
      return false;
    case 'finished':
    case 'pruned':
    case 'stopped':
    case 'diverged':
    case 'crashed':
      return true;
  }
}

/** What a sweep makes small: the validation loss, the training loss without; NaN where there is none. */
export function rowLoss({ result }: Pick<TrialRow, 'result'>): number {
  return result?.validationLoss ?? result?.trainLoss ?? NaN;
}

/** The validation score, the training score without; NaN where there is none. */
export function rowScore({ result }: Pick<TrialRow, 'result'>): number {
  return result?.validationScore ?? result?.trainScore ?? NaN;
}

/** Of the finished trials the best one (see `bestResult`). */
export function bestRow(rows: readonly TrialRow[]): TrialRow | undefined {
  return bestResult<TrialRow>(
    rows.filter(({ status }) => status === 'finished'),
    { lossOf: rowLoss, validationScoreOf: ({ result }) => result?.validationScore },
  );
}
