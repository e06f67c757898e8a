import type { NumberArray } from './numberArray';

/** Features that both of two rows have above 0, those of each row, and the rows of each feature. */
export function positives({ shape, data }: NumberArray): NumberArray[] {
  const [rows, features] = shape as readonly [number, number];
  const isPositive = (row: number, feature: number) => data[row * features + feature]! > 0;
  const both = zeros([rows, rows]);
  const ofRow = zeros([rows]);
  const ofFeature = zeros([features]);
  for (let row = 0; row < rows; row++)
    for (let feature = 0; feature < features; feature++) {
      if (!isPositive(row, feature)) continue;
      ofRow.data[row]!++;
      ofFeature.data[feature]!++;
      for (let other = 0; other < rows; other++)
        if (isPositive(other, feature)) both.data[row * rows + other]!++;
    }
  return [both, ofRow, ofFeature];
}

function zeros(shape: readonly number[]): NumberArray {
  return { shape, data: new Float64Array(shape.reduce((product, size) => product * size, 1)) };
}
