import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultCurvatureLimits, largestCurvature } from '../../../src/metrics/largestCurvature';
import { sharpnessRatio } from '../../../src/metrics/sharpnessRatio';
import { assertClose, assertNotDefined, normals, permuteRows, scaled, shuffled } from './numbers';

const exact = { tolerance: 1e-13, mostProducts: 20_000 };

function symmetric(size: number, seed: number): number[][] {
  const random = normals(size * size, seed);
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => random[i * size + j]! + random[j * size + i]!),
  );
}

function times(matrix: readonly number[][]) {
  return async (v: Float64Array) =>
    Float64Array.from(matrix, (row) => row.reduce((sum, x, i) => sum + x * v[i]!, 0));
}

/** All eigenvalues by Jacobi rotations. */
function eigenvalues(matrix: readonly number[][]): number[] {
  const a = matrix.map((row) => [...row]);
  const n = a.length;
  for (let sweep = 0; sweep < 60; sweep++)
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p]![q]!) < 1e-300) continue;
        const angle = 0.5 * Math.atan2(2 * a[p]![q]!, a[q]![q]! - a[p]![p]!);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[k]![p]!, a[k]![q]!];
          [a[k]![p], a[k]![q]] = [c * x - s * y, s * x + c * y];
        }
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[p]![k]!, a[q]![k]!];
          [a[p]![k], a[q]![k]] = [c * x - s * y, s * x + c * y];
        }
      }
  return a.map((row, i) => row[i]!);
}

describe('largestCurvature', () => {
  it('is the largest eigenvalue, though a negative one may be larger in size', async () => {
    let negative = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.integer(), async (size, seed) => {
        const matrix = symmetric(size, seed);
        const all = eigenvalues(matrix).sort((a, b) => b - a);
        const [largest, second = -Infinity] = all;
        // A pair of equal size makes power iteration slow, as its docstring says.
        const gap = Math.min(largest! - second, Math.abs(largest! + all.at(-1)!));
        if (size > 1 && gap < 0.05) return;
        if (-all.at(-1)! > largest!) negative++;
        const { value } = await largestCurvature(times(matrix), normals(size, seed + 1), exact);
        assertClose(value, largest!, 1e-6);
      }),
      { numRuns: 60 },
    );
    assert.ok(negative > 5, 'both signs were largest in size');
  });

  it('is linear in the matrix and blind to the order of parameters', async () => {
    const matrix = symmetric(5, 3).map((row, i) => row.map((x, j) => (i === j ? x + 9 : x)));
    const start = normals(5, 1);
    const { value } = await largestCurvature(times(matrix), start, exact);
    const tripled = matrix.map((row) => row.map((x) => 3 * x));
    const third = await largestCurvature(times(tripled), start, exact);
    assertClose(third.value, 3 * Number(value), 1e-9);
    const order = [...shuffled(5, 2)];
    const moved = order.map((i) => order.map((j) => matrix[i]![j]!));
    const other = await largestCurvature(
      times(moved),
      permuteRows(start, 1, Uint32Array.from(order)),
      exact,
    );
    assertClose(other.value, Number(value), 1e-9);
  });

  it('needs few products from the direction of the last time', async () => {
    const matrix = symmetric(40, 8).map((row, i) => row.map((x, j) => (i === j ? x + 30 : x)));
    const cold = await largestCurvature(times(matrix), normals(40, 2), exact);
    const warm = await largestCurvature(times(matrix), cold.direction, defaultCurvatureLimits);
    assert.ok(warm.products <= 3, `${warm.products} products`);
    assertClose(warm.value, Number(cold.value), 1e-3);
    assert.ok(cold.products > warm.products);
  });

  it('is not defined where the loss is flat or a product is not finite', async () => {
    const start = normals(3, 1);
    const flat = await largestCurvature(async () => new Float64Array(3), start);
    assertNotDefined(flat.value, 'zero_denominator');
    const broken = await largestCurvature(async (v) => v.map(() => NaN), start);
    assertNotDefined(broken.value, 'not_finite');
    assertClose(broken.direction[0]!, scaled(start, 1 / Math.hypot(...start))[0]!);
  });
});

describe('sharpnessRatio', () => {
  it('is 1 at the limit of sgd and at that of momentum, and linear in both', () => {
    assertClose(sharpnessRatio(40, 0.05), 1);
    assertClose(sharpnessRatio(2 * 1.9 * 20, 0.05, 0.9), 1);
    assertClose(sharpnessRatio(-3, 0.1), -0.15);
    assertNotDefined(sharpnessRatio(NaN, 0.1), 'not_finite');
  });

  it('tells where descent on a parabola turns unstable, with and without momentum', () => {
    for (const momentum of [0, 0.5, 0.9])
      for (const [learningRate, isStable] of [
        [0.97, true],
        [1.03, false],
      ] as const) {
        const curvature = 2 * (1 + momentum);
        let [x, velocity] = [1, 0];
        for (let step = 0; step < 3000; step++) {
          velocity = momentum * velocity + curvature * x;
          x -= learningRate * velocity;
        }
        const ratio = Number(sharpnessRatio(curvature, learningRate, momentum));
        assert.equal(ratio < 1, isStable);
        assert.equal(Math.abs(x) < 1, isStable, `momentum ${momentum}, rate ${learningRate}`);
      }
  });
});
