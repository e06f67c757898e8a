import type { NumberArray } from './numberArray';
import { fill, read } from './numberArray';
import { transpose } from './layout';

/** [m, k] by [k, n]. */
export function matmul(a: NumberArray, b: NumberArray): NumberArray {
  const [rows, inner] = a.shape as [number, number];
  const [, columns] = b.shape as [number, number];
  return fill([rows, columns], (index) => {
    const [i, j] = index as [number, number];
    let sum = 0;
    for (let k = 0; k < inner; k++)
      sum += (a.data[i * inner + k] as number) * (b.data[k * columns + j] as number);
    return sum;
  });
}

export function transposedIf(condition: boolean, x: NumberArray): NumberArray {
  return condition ? transpose(x, [1, 0]) : x;
}

/** x [n, in], w [in, out], b [out] -> x w + b. */
export function linear(x: NumberArray, weight: NumberArray, bias: NumberArray): NumberArray {
  const product = matmul(x, weight);
  return fill(product.shape, (index) => read(product, index) + read(bias, index));
}
