import assert from 'node:assert/strict';
import fc from 'fast-check';
import { gramMatrix } from '../../../src/metrics/gramMatrix';
import { kernelTargetAlignment } from '../../../src/metrics/kernelTargetAlignment';
import {
  assertClose,
  assertNotDefined,
  normals,
  permuteColumns,
  permuteRows,
  scaled,
  shuffled,
  valueOf,
} from './numbers';

function oneHot(labels: readonly number[], classes: number): Float64Array {
  const targets = new Float64Array(labels.length * classes);
  labels.forEach((label, i) => (targets[i * classes + label] = 1));
  return targets;
}

type Matrix = number[][];

function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => b[0]!.map((_, c) => row.reduce((sum, x, k) => sum + x * b[k]![c]!, 0)));
}

function transposed(a: Matrix): Matrix {
  return a[0]!.map((_, c) => a.map((row) => row[c]!));
}

function rowsOf(matrix: Float64Array, columns: number): Matrix {
  return Array.from({ length: matrix.length / columns }, (_, r) => [
    ...matrix.subarray(r * columns, (r + 1) * columns),
  ]);
}

/** With every matrix of the formula written out. */
function slowAlignment(features: Matrix, targets: Matrix): number {
  const n = features.length;
  const h = features.map((_, i) => features.map((_, k) => (i === k ? 1 : 0) - 1 / n));
  const centred = (a: Matrix) => product(product(h, product(a, transposed(a))), h);
  const k = centred(features).flat();
  const y = centred(targets).flat();
  const inner = k.reduce((sum, value, at) => sum + value * y[at]!, 0);
  return inner / (Math.hypot(...k) * Math.hypot(...y));
}

const anyTask = fc
  .record({
    samples: fc.integer({ min: 3, max: 12 }),
    width: fc.integer({ min: 1, max: 8 }),
    classes: fc.integer({ min: 2, max: 3 }),
    seed: fc.integer(),
  })
  .map(({ samples, width, classes, seed }) => {
    const labels = Array.from({ length: samples }, (_, i) => i % classes);
    const features = normals(samples * width, seed);
    return { samples, width, classes, seed, features, targets: oneHot(labels, classes) };
  });

describe('kernelTargetAlignment', () => {
  it('equals the formula with every matrix written out', () => {
    fc.assert(
      fc.property(anyTask, ({ samples, width, classes, features, targets }) => {
        const gram = gramMatrix(features, samples, width);
        const slow = slowAlignment(rowsOf(features, width), rowsOf(targets, classes));
        assertClose(kernelTargetAlignment(gram, targets, samples, classes), slow, 1e-9);
      }),
    );
  });

  it('is in [0, 1], and blind to order, scale, class names and a constant in the features', () => {
    fc.assert(
      fc.property(anyTask, ({ samples, width, classes, features, targets, seed }) => {
        const measure = (f: Float64Array, t: Float64Array) =>
          valueOf(kernelTargetAlignment(gramMatrix(f, samples, width), t, samples, classes));
        const value = measure(features, targets);
        assert.ok(value >= -1e-12 && value <= 1);
        const order = shuffled(samples, seed);
        const inOrder = (matrix: Float64Array, columns: number) =>
          permuteRows(matrix, columns, order);
        assertClose(measure(inOrder(features, width), inOrder(targets, classes)), value, 1e-9);
        assertClose(measure(scaled(features, 30), targets), value, 1e-9);
        const columns = permuteColumns(features, width, shuffled(width, seed));
        assertClose(measure(columns, targets), value, 1e-9);
        const names = permuteColumns(targets, classes, shuffled(classes, seed));
        assertClose(measure(features, names), value, 1e-9);
        const moved = features.map((value) => value + 2);
        assertClose(measure(moved, targets), value, 1e-9);
      }),
    );
  });

  it('is 1 when the features are the targets, and 0 when they have nothing in common', () => {
    const targets = oneHot([0, 1, 0, 1], 2);
    const gram = gramMatrix(targets, 4, 2);
    assertClose(kernelTargetAlignment(gram, targets, 4, 2), 1);
    const other = gramMatrix(Float64Array.of(1, 1, -1, -1), 4, 1);
    assertClose(kernelTargetAlignment(other, targets, 4, 2), 0);
  });

  it('is not defined for features or targets that do not differ', () => {
    const targets = oneHot([0, 1, 0], 2);
    const same = gramMatrix(new Float64Array(3 * 7).fill(0.1), 3, 7);
    assertNotDefined(kernelTargetAlignment(same, targets, 3, 2), 'zero_denominator');
    // Features that differ in the last bit only: what centring leaves is rounding.
    const lastBit = new Float64Array(9).fill(1);
    lastBit[0] = 1 + 2 ** -52;
    assertNotDefined(kernelTargetAlignment(lastBit, targets, 3, 2), 'zero_denominator');
    assertNotDefined(kernelTargetAlignment(new Float64Array(9), targets, 3, 2), 'zero_denominator');
    const gram = gramMatrix(normals(6, 1), 3, 2);
    const oneClass = oneHot([1, 1, 1], 2);
    assertNotDefined(kernelTargetAlignment(gram, oneClass, 3, 2), 'zero_denominator');
    assertNotDefined(
      kernelTargetAlignment(Float64Array.of(1), oneHot([0], 2), 1, 2),
      'too_few_samples',
    );
  });

  it('is not defined for what is not finite and refuses sizes that do not fit', () => {
    const targets = oneHot([0, 1], 2);
    for (const broken of [NaN, Infinity]) {
      const gram = Float64Array.of(1, 0, 0, broken);
      assertNotDefined(kernelTargetAlignment(gram, targets, 2, 2), 'not_finite');
      const bad = Float64Array.of(1, 0, 0, broken);
      assertNotDefined(kernelTargetAlignment(Float64Array.of(1, 0, 0, 1), bad, 2, 2), 'not_finite');
    }
    assert.throws(() => kernelTargetAlignment(new Float64Array(3), targets, 2, 2), /gram/);
    assert.throws(() => kernelTargetAlignment(new Float64Array(4), targets, 2, 3), /targets/);
  });
});
