/** Samples as their source gives them: unsplit, unscaled, in the source's order. */
export interface RawData {
  /** What to call the source in a message: a file's path, or the name of the data. */
  readonly name: string;
  readonly count: number;
  /** [features], or [channels, height, width] for images. */
  readonly sampleShape: readonly number[];
  /** [count, ...sampleShape], row-major; every number finite. */
  readonly inputs: NumberArray;
  readonly targets: RawTargets;
  /** The last so many samples are the source's own validation set; none when left out. */
  readonly ownValidation?: number;
  /** Config paths to point at when the inputs or the targets turn out unfit. */
  readonly blame: { readonly inputs: string; readonly targets: string };
  readonly notes: readonly string[];
}

export type RawTargets =
  | {
      readonly kind: 'classes';
      /** Class index of each sample, from 0. */
      readonly labels: Int32Array;
      /** What the source calls class 0, 1, ... */
      readonly names: readonly string[];
    }
  | {
      readonly kind: 'values';
      readonly width: number;
      /** [count, width], row-major; every number finite. */
      readonly values: Float64Array;
    };

export type NumberArray =
  | Float64Array
  | Float32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array;
