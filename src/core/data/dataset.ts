/** Real numbers ready for training: split, shuffled, standardized, with label noise applied. */
export interface Dataset {
  /** [features], or [channels, height, width] for images. */
  readonly inputShape: readonly number[];
  readonly target: Target;
  readonly train: Samples;
  readonly validation?: Samples;
  /** What was done to the data, in sentences for people. */
  readonly notes: readonly string[];
}

export type Target =
  | {
      readonly kind: 'classes';
      readonly classes: number;
      /** What the source calls class 0, 1, ... */
      readonly names?: readonly string[];
    }
  | { readonly kind: 'values'; readonly width: number };

export interface Samples {
  readonly count: number;
  /** [count, ...inputShape], row-major. */
  readonly inputs: Float32Array;
  /**
   * [count, width]: one-hot rows for classes (with the loss `logistic` one column of 0 or 1), the
   * numbers themselves for values.
   */
  readonly targets: Float32Array;
  /** Class of each sample after label noise; absent for values. */
  readonly labels?: Int32Array;
}
