/** A full run of one cell of a task's grid; a line of the recorded truth. */
export interface CellRun {
  readonly task: string;
  readonly seed: number;
  /** Weight decay and learning rate. */
  readonly decay: number;
  readonly rate: number;
  /** Optimizer steps planned. */
  readonly totalSteps: number;
  readonly classes: number;
  readonly outcome: 'finished' | 'diverged';
  /** From epoch 0, before the first update; a run that diverged ends early. */
  readonly epochs: readonly RecordedEpoch[];
  /** On clean held-out samples, [0, 1]. */
  readonly testScore: number;
  readonly seconds: number;
}

/**
 * Train loss and score, validation loss and score, |W| / |W0|, movement, relative OUI; null for what
 * is not finite.
 */
export type RecordedEpoch = readonly (number | null)[];
