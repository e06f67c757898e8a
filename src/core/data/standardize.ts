import type { NumberArray } from './rawData';

/** x becomes (x - mean) * factor; one pair for each feature, or one pair for all numbers. */
export interface Scaling {
  readonly mean: Float64Array;
  /** 1 / standard deviation; 0 where a feature is constant, so that it stays 0. */
  readonly factor: Float64Array;
}

/**
 * Mean and standard deviation (over n, not n - 1) of the given rows, in float64, two passes:
 * of each of `width` features, or `overall` of all numbers together, as for images.
 */
export function measureScaling(
  inputs: NumberArray,
  rows: Uint32Array,
  width: number,
  overall: boolean,
): Scaling {
  const size = overall ? 1 : width;
  const step = overall ? 0 : 1;
  const count = overall ? rows.length * width : rows.length;
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  const least = new Float64Array(size).fill(Infinity);
  const most = new Float64Array(size).fill(-Infinity);
  for (const row of rows) {
    for (let k = 0; k < width; k++) {
      const x = inputs[row * width + k] ?? NaN;
      const feature = k * step;
      mean[feature] = (mean[feature] ?? 0) + x / count;
      if (x < (least[feature] ?? 0)) least[feature] = x;
      if (x > (most[feature] ?? 0)) most[feature] = x;
    }
  }
  for (const row of rows) {
    for (let k = 0; k < width; k++) {
      const feature = k * step;
      const distance = (inputs[row * width + k] ?? NaN) - (mean[feature] ?? 0);
      square[feature] = (square[feature] ?? 0) + (distance * distance) / count;
    }
  }
  // Rounding leaves equal numbers with a tiny deviation, so that constancy is asked of the range.
  const factor = square.map((variance, feature) =>
    least[feature] === most[feature] ? 0 : 1 / Math.sqrt(variance),
  );
  return { mean, factor };
}

/** The given rows as [rows, width] in float32, scaled when there is a scaling. */
export function gatherRows(
  inputs: NumberArray,
  rows: Uint32Array,
  width: number,
  scaling: Scaling | undefined,
): Float32Array {
  const gathered = new Float32Array(rows.length * width);
  const step = scaling === undefined || scaling.mean.length === 1 ? 0 : 1;
  const mean = scaling?.mean ?? new Float64Array([0]);
  const factor = scaling?.factor ?? new Float64Array([1]);
  let at = 0;
  for (const row of rows) {
    for (let k = 0; k < width; k++) {
      const feature = k * step;
      const x = inputs[row * width + k] ?? NaN;
      gathered[at++] = (x - (mean[feature] ?? 0)) * (factor[feature] ?? 1);
    }
  }
  return gathered;
}
