import type { Reading } from '../trial';

/** A trial at the epoch where it is judged. */
export interface Judged {
  readonly reading: Reading;
  /** Before the first update; absent where it was not evaluated. */
  readonly first?: Reading;
  /** Number of classes; absent for regression. */
  readonly classes?: number;
}

/**
 * Tells from training alone that a run leads nowhere. The false-stop rates were measured by
 * replaying 3906 runs (31 tasks, 63 pairs of weight decay and learning rate each), stopped after
 * 10 % or 30 % of their epochs: how many of the 528 runs within one point of their task's best
 * accuracy would have been stopped. All rules together stop 42 % of the runs and 1.5 % of those 528.
 * `npm run bench:rules` measures them again.
 */
export interface StopRule {
  readonly id: string;
  /** Of runs within one point of the best, the part that it stopped, [0, 1]. */
  readonly falseStops: number;
  /** What was seen, as `training loss stands at 2.2`; undefined where it has nothing to say. */
  sees(judged: Judged): string | undefined;
}

/** For people: how often stopping so was wrong. */
export function falseStopsInWords(falseStops: number): string {
  return `${(100 * falseStops).toFixed(1)} % of near-best runs were stopped by this`;
}

/** Training loss in units of the loss of guessing, log C; undefined for regression. */
export function lossShare({ reading, classes }: Judged): number | undefined {
  return classes === undefined ? undefined : reading.trainLoss / Math.log(classes);
}
