import type { NumberArray } from './numberArray';
import { fill } from './numberArray';

type Size4 = readonly [number, number, number, number];

/**
 * The maxima of 2 x 2 windows, and where each was found: its position in the whole of x, row-major.
 * The first of equal numbers wins, rows before columns.
 */
export function maxPool2d(x: NumberArray): [NumberArray, NumberArray] {
  const [samples, channels, height, width] = x.shape as Size4;
  const pooled = [samples, channels, Math.floor(height / 2), Math.floor(width / 2)];
  const places = fill(pooled, (index) => {
    const [n, c, i, j] = index as Size4;
    const corner = ((n * channels + c) * height + 2 * i) * width + 2 * j;
    return [corner, corner + 1, corner + width, corner + width + 1].reduce((best, place) =>
      (x.data[place] as number) > (x.data[best] as number) ? place : best,
    );
  });
  return [{ shape: pooled, data: places.data.map((place) => x.data[place] as number) }, places];
}

/** Puts each number at its place and 0 elsewhere. */
export function maxUnpool2d(
  gradient: NumberArray,
  places: NumberArray,
  height: number,
  width: number,
): NumberArray {
  const [samples, channels] = gradient.shape as Size4;
  const result = fill([samples, channels, height, width], () => 0);
  places.data.forEach((place, position) => {
    result.data[place] = gradient.data[position] as number;
  });
  return result;
}
