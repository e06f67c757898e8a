import type { RunOutcome } from '../protocol/events';
import type { Params } from '../protocol/searchSpace';

/** One run of a sweep, as far as it is known. */
export interface Trial {
  /** Counts from 0 in the order of their first starts. */
  readonly number: number;
  readonly params: Params;
  /** Id of the run; null where the values cannot be trained with. */
  readonly run: string | null;
  /**
   * `held`: it waits after an epoch until it is told to go on. `lost`: it was at work when its sweep
   * was killed, and is to be started again from its beginning.
   */
  readonly state: 'running' | 'held' | 'lost' | 'ended';
  /** Epoch after which it holds; undefined or Infinity for one that goes to its end. */
  readonly holdAfter?: number;
  /** One for each epoch that was evaluated, epoch 0 (before the first update) too. */
  readonly readings: readonly Reading[];
  /** Optimizer steps planned for the whole run; absent until it has begun. */
  readonly totalSteps?: number;
  /** Absent for regression, and until it has begun. */
  readonly classes?: number;
  /** Absent until it ended. */
  readonly outcome?: Exclude<RunOutcome, 'running'>;
  readonly reason?: string;
  /** Why the sweep ended it before its last epoch. */
  readonly pruned?: Pruned;
}

export interface Pruned {
  /** Epochs done by then. */
  readonly epoch: number;
  readonly reason: string;
}

/** A trial after an epoch. */
export interface Reading {
  readonly epoch: number;
  /** Evaluated on the training samples, else the mean over the epoch's mini-batches. */
  readonly trainLoss: number;
  readonly trainScore: number;
  readonly validationLoss?: number;
  readonly validationScore?: number;
  /** |W| over |W0|, the last one measured by then. */
  readonly weightNorm?: number;
  /** The part of W orthogonal to W0, over |W0|. */
  readonly movement?: number;
  /** OUI over OUI at the start. */
  readonly ouiRelative?: number;
}

export function lastReading({ readings }: Trial): Reading | undefined {
  return readings.at(-1);
}

/** Epochs done. */
export function epochOf(trial: Trial): number {
  return lastReading(trial)?.epoch ?? 0;
}

/** The reading of an epoch, or the last one before it. */
export function readingAt({ readings }: Trial, epoch: number): Reading | undefined {
  return readings.findLast((reading) => reading.epoch <= epoch);
}
