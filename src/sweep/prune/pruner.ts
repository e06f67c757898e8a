import type { Pruned, Trial } from '../trial';

/** Ends trials that promise nothing. */
export interface Pruner {
  /** Epochs after which a trial holds until it is judged, ascending. */
  readonly rungs: readonly number[];
  /** Why a trial that holds after a rung should end; undefined for one that should go on. */
  judge(trial: Trial, all: readonly Trial[]): Pruned | undefined;
}

/** The first rung after an epoch; undefined where none is left. */
export function nextRung({ rungs }: Pruner, epoch: number): number | undefined {
  return rungs.find((rung) => rung > epoch);
}

/** Judges nothing and holds nobody. */
export const noPruner: Pruner = { rungs: [], judge: () => undefined };

/** Where direction and rank were measured to be readable: parts of the full-length run. */
const shares = [0.1, 0.3];

/** Epochs after 10 % and 30 % of a run; a run too short for a whole epoch by then is not judged. */
export function rungsOf(epochs: number): readonly number[] {
  // 0.3 x 10 is a little less than 3.
  const rungs = shares.map((share) => Math.floor(share * epochs + 1e-9));
  return [...new Set(rungs)].filter((rung) => rung >= 1 && rung < epochs);
}
