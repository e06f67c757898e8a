/** Two runs beside each other: did what was changed between them help. */
export interface Comparison {
  readonly helped: 'yes' | 'no' | 'unclear';
  /** The answer with its numbers, in sentences for people. */
  readonly says: string;
  /** What was compared, the deciding number first; empty where a run has no numbers. */
  readonly numbers: readonly ComparedNumber[];
  /** Settings that differ, other than the name and what only observes. */
  readonly changed: readonly ChangedSetting[];
}

export interface ComparedNumber {
  /** Such as `validation accuracy`. */
  readonly label: string;
  readonly unit: 'accuracy' | 'loss' | 'r_squared';
  readonly before: number;
  readonly after: number;
  /** A difference up to this size says nothing. */
  readonly noise: number;
  /** Which of the two is better by more than the noise. */
  readonly better: 'before' | 'after' | 'neither';
}

export interface ChangedSetting {
  readonly path: string;
  /** Undefined where the setting was not there. */
  readonly before: unknown;
  readonly after: unknown;
}
