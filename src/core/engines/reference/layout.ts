import type { NumberArray } from './numberArray';
import { arrayOf, fill, read } from './numberArray';

export function reshape(x: NumberArray, shape: readonly number[]): NumberArray {
  return arrayOf(shape, x.data);
}

/** Axis i of the result is axis permutation[i] of x. */
export function transpose(x: NumberArray, permutation: readonly number[]): NumberArray {
  const shape = permutation.map((axis) => x.shape[axis] as number);
  return fill(shape, (index) =>
    read(
      x,
      permutation.map((_, axis) => index[permutation.indexOf(axis)] as number),
    ),
  );
}

export function expand(x: NumberArray, shape: readonly number[]): NumberArray {
  return fill(shape, (index) => read(x, index));
}

export function split(x: NumberArray, sizes: readonly number[]): NumberArray[] {
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return arrayOf([size], x.data.subarray(start - size, start));
  });
}

export function concat(parts: readonly NumberArray[]): NumberArray {
  const numbers = parts.flatMap((part) => [...part.data]);
  return arrayOf([numbers.length], numbers);
}
