import { DataError } from '../dataError';
import type { RawData, RawTargets } from '../rawData';

/** Made samples as raw data; what is wrong with them is blamed on the dataset's name. */
export function made(
  name: string,
  inputs: Float64Array,
  dimension: number,
  targets: RawTargets,
): RawData {
  return {
    name,
    count: inputs.length / dimension,
    sampleShape: [dimension],
    inputs,
    targets,
    blame: { inputs: 'dataset.name', targets: 'dataset.name' },
    notes: [],
  };
}

/** Classes 0 .. classes - 1 with their numbers for names. */
export function numberedClasses(labels: Int32Array, classes: number): RawTargets {
  return {
    kind: 'classes',
    labels,
    names: Array.from({ length: classes }, (_, label) => String(label)),
  };
}

/** Throws DataError at `dataset.<key>` unless `fits`. */
export function demand(
  fits: boolean,
  key: 'samples' | 'dimension' | 'classes',
  says: string,
): void {
  if (!fits) throw new DataError(`dataset.${key}`, says);
}
