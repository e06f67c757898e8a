import type { MetricValues, RunOutcome } from './events';
import type { Trainer } from './runRecord';
import type { ParameterRanges, Params, PruneKind, SearchKind } from './searchSpace';
import type { SlurmSettings } from './slurmSettings';

/** What is asked for: which trials, at most how many, how many at once. */
export interface SweepPlan {
  readonly parameters: ParameterRanges;
  readonly search: SearchKind;
  /** Most trials to start; the search's own number when left out. */
  readonly trials?: number;
  /** All trials are stopped after so many minutes; resuming goes on for as long. */
  readonly minutes?: number;
  readonly workers: number;
  readonly seed: number;
  readonly prune: PruneKind;
  /** Trials are tasks of Slurm; absent where they are trained on the machine that started them. */
  readonly slurm?: SlurmSettings;
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
  /** What the sweep is to show; absent for a search. */
  readonly scan?: ScanKind;
  /** The process that starts the trials. */
  readonly driver: Trainer;
  readonly versions: Readonly<Record<string, string>>;
  readonly created: string;
  readonly ended?: string;
  readonly outcome: 'running' | 'finished' | 'stopped';
}

/** One parameter from end to end, with a figure of its own. */
export type ScanKind = 'weight_decay' | 'init_scale' | 'train_samples';

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
  /** What came out, so that nobody need read the run; absent in sweeps of former versions. */
  readonly result?: TrialResult;
}

/** A trial in short, after its last epoch so far. */
export interface TrialResult {
  /** Epochs done. */
  readonly epochs: number;
  readonly trainLoss?: number;
  readonly trainScore?: number;
  readonly validationLoss?: number;
  readonly validationScore?: number;
  /** The last value of every metric of the run. */
  readonly metrics: MetricValues;
  /** Absent for regression, and until it has begun. */
  readonly classes?: number;
  readonly seconds?: number;
}

/** `live.json`: the trials at work, by those who train them; gone when nobody does. */
export interface LiveTrials {
  readonly isPaused: boolean;
  readonly trials: readonly LiveTrial[];
}

export interface LiveTrial {
  readonly trial: number;
  /**
   * `held`: it waits to be started, or until the search lets it go on; `paused`: until a person does.
   */
  readonly state: 'running' | 'held' | 'paused';
  /** Why it waits, where it has not begun yet. */
  readonly reason?: string;
  readonly result: TrialResult;
}

/** A line of a sweep's `control.jsonl`: what others ask of its driver; of all trials or of one. */
export type SweepRequest =
  | { readonly type: 'stop' | 'pause' | 'go_on'; readonly at: string; readonly trial?: number }
  /** Another number of trials, time or workers, or other ranges; what is done stays. */
  | { readonly type: 'plan'; readonly at: string; readonly plan: SweepPlan };
