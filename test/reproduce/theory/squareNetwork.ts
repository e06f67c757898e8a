import { gradientFeatureAlignment } from '../../../src/metrics/gradientFeatureAlignment';

/**
 * cos(G_F, Y~ Y~' F~) of a two-layer network of squares whose outputs are centred over the classes,
 * under the mean square: F = (X W)^2 and G_F = (Y - F V, both centred over the classes) V'.
 * Shapes: inputs [n, d], targets one-hot [n, m], hidden W [d, k], output V [k, m].
 */
export function squareNetworkAlignment(
  inputs: Float32Array,
  targets: Float32Array,
  hidden: Float32Array,
  output: Float32Array,
  sizes: { readonly samples: number; readonly features: number; readonly targets: number },
): number {
  const { samples: n, features: k, targets: m } = sizes;
  const features = product(inputs, hidden, n, k).map((sum) => sum ** 2);
  const outputs = product(features, output, n, m);
  const errors = outputs.map((value, at) => targets[at]! - value);
  for (let row = 0; row < n; row++) {
    const own = errors.subarray(row * m, (row + 1) * m);
    const mean = own.reduce((sum, value) => sum + value, 0) / m;
    own.forEach((value, at) => (own[at] = value - mean));
  }
  const turned = new Float32Array(output.length);
  output.forEach((value, at) => (turned[(at % m) * k + Math.floor(at / m)] = value));
  const found = gradientFeatureAlignment(features, product(errors, turned, n, k), targets, sizes);
  return typeof found === 'number' ? found : NaN;
}

/** [n, inner] times [inner, columns] */
function product(
  a: Float32Array | Float64Array,
  b: Float32Array,
  n: number,
  columns: number,
): Float64Array {
  const inner = b.length / columns;
  const result = new Float64Array(n * columns);
  for (let row = 0; row < n; row++)
    for (let i = 0; i < inner; i++) {
      const value = a[row * inner + i]!;
      if (value === 0) continue;
      for (let c = 0; c < columns; c++) result[row * columns + c]! += value * b[i * columns + c]!;
    }
  return result;
}
