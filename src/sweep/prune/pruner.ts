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
