import type { Finding } from '../protocol/finding';
import type { Signals } from './signals';

/** One ailment: says nothing unless its signals are there and fit. */
export interface Rule {
  readonly id: string;
  /**
   * `change` rules propose a new value and have a track record; `hint` rules explain, and at most
   * let one try something.
   */
  readonly kind: 'change' | 'hint';
  /** Whether it may speak before 10 % of the run is done. */
  readonly early?: boolean;
  readonly record?: TrackRecord;
  examine(signals: Signals): Finding | undefined;
}

/**
 * What happened when the rule's advice was followed once on recorded runs (read at 10 % unless the
 * rule says otherwise): test accuracy more than one point better or worse, in percent of runs.
 * `base` and `shifted` are the tasks of advice section 3 (shifted: rescaled inputs, outputs or
 * initializations). `heldOut` are the tasks H and K there, kept apart while the triggers were set;
 * the sizes of three later steps (see weight-decay-too-high and learning-rate-too-low) were chosen
 * with all three groups in view. `npm run bench:rules` fails where a record no longer holds.
 */
export interface TrackRecord {
  readonly base: Rates;
  readonly shifted: Rates;
  readonly heldOut: Rates;
}

export interface Rates {
  readonly runs: number;
  readonly better: number;
  readonly worse: number;
}
