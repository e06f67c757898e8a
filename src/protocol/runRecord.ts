import type { RunOutcome } from './events';
import type { Settings } from './settings';

/** What `run.json` holds; replaced atomically, never edited in place. */
export interface RunRecord {
  readonly formatVersion: 1;
  readonly id: string;
  readonly name: string;
  /** Absolute path of the config that the run was started from. */
  readonly configPath: string;
  /** File name of the config's copy in the run folder. */
  readonly configFile: string;
  readonly settings: Settings;
  /** `--set` values by path. */
  readonly overrides: Readonly<
    Record<string, number | string | boolean | readonly (number | string | boolean)[]>
  >;
  readonly seed: number;
  readonly trainer: Trainer;
  /** Name of the engine that ran; absent until it is chosen. */
  readonly engine?: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly created: string;
  readonly ended?: string;
  readonly outcome: RunOutcome;
  readonly reason?: string;
  /** Config path of the key that is to blame. */
  readonly reasonPath?: string;
  /** What was done to the data, a sentence each; absent until they are loaded. */
  readonly notes?: readonly string[];
  /** The sweep that this run is a trial of, and its number there. */
  readonly sweep?: { readonly id: string; readonly trial: number };
  /** What the run is for, where it is not to train its config as it is. */
  readonly purpose?: 'range_test';
  /** The run whose advice this one follows, and which remedies were applied. */
  readonly follows?: { readonly run: string; readonly remedies: readonly string[] };
  /** Seconds spent on each metric family, for the cost shown. */
  readonly monitoring?: Readonly<Record<string, number>>;
  /** Seconds of monitoring by metric id, and `train_loss` for evaluating the training loss. */
  readonly monitoringByMetric?: Readonly<Record<string, number>>;
}

export interface Trainer {
  readonly kind: 'core' | 'external';
  readonly host?: string;
  readonly pid?: number;
  /** Start time of the process as the system reports it, so that a reused pid is recognised. */
  readonly processStarted?: string;
}

/** A line of `control.jsonl`: what others ask of the trainer. */
export type ControlRequest =
  | { readonly type: 'stop'; readonly at?: string }
  /** A run that holds after an epoch goes on, until it holds again after `until`, or to its end. */
  | { readonly type: 'go_on'; readonly until?: number; readonly at?: string };
