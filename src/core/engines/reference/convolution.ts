import type { NumberArray } from './numberArray';
import { fill } from './numberArray';

type Size4 = readonly [number, number, number, number];

/** Stride 1, zero padding of (size - 1) / 2: y[n,o,i,j] = sum x[n,c,i+p-r,j+q-r] k[o,c,p,q]. */
export function conv2d(x: NumberArray, kernel: NumberArray): NumberArray {
  const [samples, channels, height, width] = x.shape as Size4;
  const [filters, , size] = kernel.shape as Size4;
  const reach = (size - 1) / 2;
  return fill([samples, filters, height, width], (index) => {
    const [n, o, i, j] = index as Size4;
    let sum = 0;
    for (let c = 0; c < channels; c++)
      for (let p = 0; p < size; p++)
        for (let q = 0; q < size; q++)
          sum += pixel(x, n, c, i + p - reach, j + q - reach) * pixel(kernel, o, c, p, q);
    return sum;
  });
}

export function conv2dInputGradient(gradient: NumberArray, kernel: NumberArray): NumberArray {
  const [samples, filters, height, width] = gradient.shape as Size4;
  const [, channels, size] = kernel.shape as Size4;
  const reach = (size - 1) / 2;
  return fill([samples, channels, height, width], (index) => {
    const [n, c, i, j] = index as Size4;
    let sum = 0;
    for (let o = 0; o < filters; o++)
      for (let p = 0; p < size; p++)
        for (let q = 0; q < size; q++)
          sum += pixel(gradient, n, o, i - p + reach, j - q + reach) * pixel(kernel, o, c, p, q);
    return sum;
  });
}

export function conv2dKernelGradient(
  x: NumberArray,
  gradient: NumberArray,
  size: number,
): NumberArray {
  const [samples, channels, height, width] = x.shape as Size4;
  const filters = gradient.shape[1] as number;
  const reach = (size - 1) / 2;
  return fill([filters, channels, size, size], (index) => {
    const [o, c, p, q] = index as Size4;
    let sum = 0;
    for (let n = 0; n < samples; n++)
      for (let i = 0; i < height; i++)
        for (let j = 0; j < width; j++)
          sum += pixel(x, n, c, i + p - reach, j + q - reach) * pixel(gradient, n, o, i, j);
    return sum;
  });
}

/** 0 beyond the border. */
function pixel({ shape, data }: NumberArray, n: number, c: number, i: number, j: number): number {
  const [, channels, height, width] = shape as Size4;
  if (i < 0 || j < 0 || i >= height || j >= width) return 0;
  return data[((n * channels + c) * height + i) * width + j] as number;
}
