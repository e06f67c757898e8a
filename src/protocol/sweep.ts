import type { RunOutcome } from './events';
import type { Trainer } from './runRecord';
import type { ParameterRanges, Params, PruneKind, SearchKind } from './searchSpace';

/** What is asked for: which trials, at most how many, how many at once. */
export interface SweepPlan {
  readonly parameters: ParameterRanges;
  readonly search: SearchKind;
  /** Most trials to start; the search's own number when left out. */
  readonly trials?: number;
  /** Starts no further trial after so many minutes. */
  readonly minutes?: number;
  readonly workers: number;
  readonly seed: number;
  readonly prune: PruneKind;
}

/** What `sweep.json` holds; replaced atomically. */
export interface SweepRecord {
  readonly formatVersion: 1;
  readonly id: string;
  readonly name: string;
  /** Absolute path of the config that the sweep was started from. */
  readonly configPath: string;
  /** File name of the config's copy in the sweep folder. */
  readonly configFile: string;
  /** `--set` values by path; they hold for every trial. */
  readonly overrides: Params;
  readonly plan: SweepPlan;
  /** The process that starts the trials. */
  readonly driver: Trainer;
  readonly versions: Readonly<Record<string, string>>;
  readonly created: string;
  readonly ended?: string;
  readonly outcome: 'running' | 'finished' | 'stopped';
}

/** A line of `trials.jsonl`. Of one trial the last start counts; numbers count from 0. */
export type TrialEvent = TrialStarted | TrialPruned | TrialEnded;

export interface TrialStarted {
  readonly type: 'trial.started';
  readonly at: string;
  readonly trial: number;
  /** Null where the values cannot be trained with, and no run was made. */
  readonly run: string | null;
  readonly params: Params;
  /** Why the search tries these values. */
  readonly says?: string;
}

/** The trial was told to end before its last epoch. */
export interface TrialPruned {
  readonly type: 'trial.pruned';
  readonly at: string;
  readonly trial: number;
  /** Epochs done by then. */
  readonly epoch: number;
  readonly reason: string;
}

/** The trial is over for good; one that was interrupted has no such line and is started again. */
export interface TrialEnded {
  readonly type: 'trial.ended';
  readonly at: string;
  readonly trial: number;
  readonly outcome: Exclude<RunOutcome, 'running'>;
  readonly reason?: string;
}
