import assert from 'node:assert/strict';
import fc from 'fast-check';
import { centreGram } from '../../../src/metrics/centre';
import { gramMatrix } from '../../../src/metrics/gramMatrix';
import { kernelTargetAlignment } from '../../../src/metrics/kernelTargetAlignment';
import { kernelVelocity } from '../../../src/metrics/kernelVelocity';
import { offDiagonalRatio } from '../../../src/metrics/offDiagonalRatio';
import { unbiasedCka } from '../../../src/metrics/unbiasedCka';
import { unbiasedHsic } from '../../../src/metrics/unbiasedHsic';
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

const anyFeatures = fc.record({
  n: fc.integer({ min: 4, max: 8 }),
  width: fc.integer({ min: 2, max: 12 }),
  seed: fc.integer(),
});

/** HSIC as the mean of its U-statistic over all ordered quadruples of different samples. */
function slowHsic(k: Float64Array, l: Float64Array, n: number): number {
  const at = (m: Float64Array, i: number, j: number) => m[i * n + j]!;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let q = 0; q < n; q++)
        for (let r = 0; r < n; r++) {
          if (new Set([i, j, q, r]).size < 4) continue;
          sum += at(k, i, j) * (at(l, i, j) + at(l, q, r) - 2 * at(l, i, q));
          count++;
        }
  return sum / count;
}

describe('unbiasedHsic and unbiasedCka', () => {
  it('equal the mean over all quadruples of samples', () => {
    fc.assert(
      fc.property(anyFeatures, ({ n, width, seed }) => {
        const k = gramMatrix(normals(n * width, seed), n, width);
        const l = gramMatrix(normals(n * 3, seed + 1), n, 3);
        const slow = slowHsic(k, l, n);
        const scale = Math.sqrt(slowHsic(k, k, n) * slowHsic(l, l, n));
        assert.ok(Math.abs(unbiasedHsic(k, l, n) - slow) <= 1e-9 * Math.max(1, scale));
        if (scale > 1e-6) assertClose(unbiasedCka(k, l, n), slow / scale, 1e-7);
      }),
      { numRuns: 60 },
    );
  });

  it('is in [-1, 1], 1 with itself, blind to order, scale, shift and centring', () => {
    fc.assert(
      fc.property(anyFeatures, ({ n, width, seed }) => {
        const features = normals(n * width, seed);
        const others = normals(n * 2, seed + 1);
        const l = gramMatrix(others, n, 2);
        const measure = (f: Float64Array) => valueOf(unbiasedCka(gramMatrix(f, n, width), l, n));
        const value = measure(features);
        assert.ok(value >= -1 && value <= 1);
        const k = gramMatrix(features, n, width);
        assertClose(unbiasedCka(k, k, n), 1, 1e-9);
        assertClose(unbiasedCka(centreGram(k, n), l, n), value, 1e-8);
        assertClose(measure(scaled(features, 9)), value, 1e-8);
        assertClose(measure(features.map((x) => x + 2)), value, 1e-7);
        assertClose(measure(permuteColumns(features, width, shuffled(width, seed))), value, 1e-9);
        const order = shuffled(n, seed);
        const inOrder = gramMatrix(permuteRows(others, 2, order), n, 2);
        const moved = gramMatrix(permuteRows(features, width, order), n, width);
        assertClose(unbiasedCka(moved, inOrder, n), value, 1e-9);
      }),
    );
  });

  it('has no bias where the biased form has: many random features, few samples', () => {
    const [n, width, tries] = [16, 400, 60];
    const targets = Float64Array.from({ length: n * 2 }, (_, at) =>
      (at >> 1) % 2 === at % 2 ? 1 : 0,
    );
    const l = gramMatrix(targets, n, 2);
    let unbiased = 0;
    let biased = 0;
    for (let seed = 0; seed < tries; seed++) {
      const k = gramMatrix(normals(n * width, seed), n, width);
      unbiased += valueOf(unbiasedCka(k, l, n)) / tries;
      biased += valueOf(kernelTargetAlignment(k, targets, n, 2)) / tries;
    }
    assert.ok(Math.abs(unbiased) < 0.05, `unbiased ${unbiased}`);
    assert.ok(biased > 0.2, `biased ${biased}`);
  });

  it('is not defined for few samples, features that do not differ, or what is not finite', () => {
    const k = gramMatrix(normals(12, 1), 4, 3);
    assertNotDefined(unbiasedCka(new Float64Array(9), new Float64Array(9), 3), 'too_few_samples');
    assertNotDefined(unbiasedCka(k, new Float64Array(16).fill(0.3), 4), 'zero_denominator');
    assertNotDefined(unbiasedCka(k, new Float64Array(16).fill(NaN), 4), 'not_finite');
    assert.throws(() => unbiasedCka(k, new Float64Array(9), 4), /second kernel/);
    assert.throws(() => unbiasedHsic(new Float64Array(9), new Float64Array(9), 3), /4/);
  });
});

describe('kernelVelocity', () => {
  it('is one minus the cosine over the epochs, at most 2 over them', () => {
    const [now, before] = [Float64Array.of(1, 0, 0, 1), Float64Array.of(1, 0, 0, 0)];
    assertClose(kernelVelocity(now, before, 0.5), (1 - Math.SQRT1_2) / 0.5);
    assertClose(kernelVelocity(now, scaled(now, -3), 2), 1);
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.01, max: 9, noNaN: true }), (seed, epochs) => {
        const [a, b] = [normals(16, seed), normals(16, seed + 1)];
        const value = valueOf(kernelVelocity(a, b, epochs));
        assert.ok(value >= 0 && value <= 2 / epochs + 1e-9);
        assertClose(kernelVelocity(b, a, epochs), value, 1e-9);
        assertClose(kernelVelocity(scaled(a, 5), b, epochs), value, 1e-9);
        assert.ok(valueOf(kernelVelocity(a, scaled(a, 3), epochs)) < 1e-9 / epochs);
        const order = shuffled(16, seed);
        assertClose(
          kernelVelocity(permuteRows(a, 1, order), permuteRows(b, 1, order), epochs),
          value,
          1e-9,
        );
      }),
    );
  });

  it('is not defined without features, time or finite entries', () => {
    const k = normals(9, 1);
    assertNotDefined(kernelVelocity(k, new Float64Array(9), 1), 'zero_denominator');
    assertNotDefined(kernelVelocity(k, k, 0), 'zero_denominator');
    assertNotDefined(kernelVelocity(k, new Float64Array(9).fill(NaN), 1), 'not_finite');
    assert.throws(() => kernelVelocity(k, new Float64Array(4), 1), /equal lengths/);
  });
});

describe('offDiagonalRatio', () => {
  /** Each entry of the covariance on its own. */
  function slow(features: Float64Array, samples: number, units: number): number {
    const mean = (j: number) => {
      let sum = 0;
      for (let i = 0; i < samples; i++) sum += features[i * units + j]!;
      return sum / samples;
    };
    const entry = (j: number, l: number) => {
      let sum = 0;
      for (let i = 0; i < samples; i++)
        sum += (features[i * units + j]! - mean(j)) * (features[i * units + l]! - mean(l));
      return sum;
    };
    let [on, off] = [0, 0];
    for (let j = 0; j < units; j++)
      for (let l = 0; l < units; l++)
        if (j === l) on += entry(j, j) / units;
        else off += Math.abs(entry(j, l)) / (units * (units - 1));
    return off / on;
  }

  it('equals the covariance entry by entry, and is blind to order, scale and shift', () => {
    fc.assert(
      fc.property(anyFeatures, ({ n, width, seed }) => {
        const features = normals(n * width, seed);
        const measure = (f: Float64Array) => valueOf(offDiagonalRatio(f, n, width));
        const value = measure(features);
        assertClose(value, slow(features, n, width), 1e-9);
        assert.ok(value >= 0 && value <= 1);
        assertClose(measure(permuteColumns(features, width, shuffled(width, seed))), value, 1e-9);
        assertClose(measure(permuteRows(features, width, shuffled(n, seed))), value, 1e-9);
        assertClose(measure(scaled(features, 1e3).map((x) => x + 5)), value, 1e-6);
      }),
    );
  });

  it('is 1 for units that are all alike, 0 for units that share nothing', () => {
    assertClose(offDiagonalRatio(Float64Array.of(1, 1, 2, 2, 4, 4), 3, 2), 1);
    assertClose(offDiagonalRatio(Float64Array.of(1, 1, -1, 1, 1, -1, -1, -1), 4, 2), 0);
  });

  it('takes evenly spaced units of a wide layer', () => {
    const [n, width] = [6, 600];
    const features = normals(n * width, 4);
    const every = Array.from({ length: 256 }, (_, at) => Math.floor((at * width) / 256));
    const chosen = Float64Array.from(
      { length: n * 256 },
      (_, at) => features[Math.floor(at / 256) * width + every[at % 256]!]!,
    );
    assertClose(offDiagonalRatio(features, n, width), slow(chosen, n, 256), 1e-9);
  });

  it('is not defined for one unit, one sample, constant features, or what is not finite', () => {
    assertNotDefined(offDiagonalRatio(new Float64Array(3), 3, 1), 'too_few_units');
    assertNotDefined(offDiagonalRatio(new Float64Array(3), 1, 3), 'too_few_samples');
    assertNotDefined(offDiagonalRatio(new Float64Array(6).fill(2), 3, 2), 'zero_denominator');
    assertNotDefined(offDiagonalRatio(new Float64Array(6).fill(NaN), 3, 2), 'not_finite');
    assert.throws(() => offDiagonalRatio(new Float64Array(5), 3, 2), /features/);
  });
});
