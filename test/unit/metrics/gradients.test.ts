import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  gradientAgreement,
  gradientDirectionError,
  gradientDirectionVariance,
} from '../../../src/metrics/gradientAgreement';
import { gradientNoiseScale } from '../../../src/metrics/gradientNoiseScale';
import { gradientNorm } from '../../../src/metrics/gradientNorm';
import { isDefined } from '../../../src/metrics/measured';
import {
  assertClose,
  assertNotDefined,
  normals,
  permuteRows,
  scaled,
  shuffled,
  valueOf,
} from './numbers';

const anyGradients = fc
  .record({
    count: fc.integer({ min: 2, max: 7 }),
    size: fc.integer({ min: 1, max: 9 }),
    seed: fc.integer(),
  })
  .map(({ count, size, seed }) => ({
    size,
    seed,
    gradients: Array.from({ length: count }, (_, i) => normals(size, seed + i)),
  }));

function cosine(a: Float64Array, b: Float64Array): number {
  const inner = a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  return inner / (Math.hypot(...a) * Math.hypot(...b));
}

function meanOf(gradients: readonly Float64Array[]): Float64Array {
  return gradients[0]!.map(
    (_, i) => gradients.reduce((sum, g) => sum + g[i]!, 0) / gradients.length,
  );
}

describe('gradientAgreement, its variance and its error', () => {
  it('equal the means over all pairs and over all mini-batches', () => {
    fc.assert(
      fc.property(anyGradients, ({ gradients, size, seed }) => {
        const pairs = gradients.flatMap((a, i) => gradients.slice(i + 1).map((b) => cosine(a, b)));
        const mean = pairs.reduce((sum, x) => sum + x, 0) / pairs.length;
        assertClose(gradientAgreement(gradients), mean, 1e-9);
        const distances = pairs.map((x) => (1 - x) / 2);
        const variance = distances.reduce((sum, x) => sum + x, 0) / pairs.length;
        assertClose(gradientDirectionVariance(gradients), variance, 1e-9);
        const full = normals(size, seed - 1);
        const errors = gradients.map((g) => (1 - cosine(g, full)) / 2);
        const error = errors.reduce((sum, x) => sum + x, 0) / errors.length;
        assertClose(gradientDirectionError(gradients, full), error, 1e-9);
      }),
    );
  });

  it('are in range, blind to the order of batches and parameters and to each scale', () => {
    fc.assert(
      fc.property(anyGradients, ({ gradients, size, seed }) => {
        const full = meanOf(gradients);
        const order = shuffled(size, seed);
        const others = gradients.map((g, i) => permuteRows(scaled(g, 10 ** i), 1, order)).reverse();
        const agreement = valueOf(gradientAgreement(gradients));
        assert.ok(agreement <= 1 && agreement >= -1 / (gradients.length - 1) - 1e-9);
        assertClose(gradientAgreement(others), agreement, 1e-9);
        const error = valueOf(gradientDirectionError(gradients, full));
        assert.ok(error >= 0 && error <= 1);
        assertClose(gradientDirectionError(others, permuteRows(full, 1, order)), error, 1e-9);
      }),
    );
  });

  it('have their ends: alike 1 and 0, opposite -1 and 1, at a right angle 0 and a half', () => {
    const [x, y] = [Float64Array.of(1, 0), Float64Array.of(0, 2)];
    assertClose(gradientAgreement([x, scaled(x, 3)]), 1);
    assertClose(gradientDirectionVariance([x, scaled(x, 3)]), 0);
    assertClose(gradientAgreement([x, scaled(x, -3)]), -1);
    assertClose(gradientDirectionVariance([x, scaled(x, -3)]), 1);
    assertClose(gradientAgreement([x, y]), 0);
    assertClose(gradientDirectionError([x, scaled(x, -1)], x), 0.5);
  });

  it('are not defined without gradients to compare, or for what is not finite', () => {
    const [x, zero, broken] = [Float64Array.of(1, 0), new Float64Array(2), Float64Array.of(NaN, 1)];
    assertNotDefined(gradientAgreement([x, zero]), 'too_few_samples');
    assertNotDefined(gradientDirectionVariance([]), 'too_few_samples');
    assertNotDefined(gradientAgreement([x, broken]), 'not_finite');
    assertNotDefined(gradientDirectionError([zero], x), 'too_few_samples');
    assertNotDefined(gradientDirectionError([x], zero), 'zero_denominator');
    assertNotDefined(gradientDirectionError([x], broken), 'not_finite');
    assert.throws(() => gradientDirectionError([x], normals(3, 1)), /equal lengths/);
  });
});

describe('gradientNoiseScale', () => {
  it('is trace over square of the noise that went in', () => {
    // Sample gradients G + noise with covariance sigma^2 I: B_simple = d sigma^2 / |G|^2.
    const [size, sigma, batch, count] = [40, 2, 8, 6];
    const signal = normals(size, 5);
    const square = signal.reduce((sum, x) => sum + x * x, 0);
    const tries = 300;
    let total = 0;
    for (let seed = 0; seed < tries; seed++) {
      const gradients = Array.from({ length: count }, (_, i) =>
        normals(size, 1000 + seed * count + i).map(
          (x, at) => signal[at]! + (sigma * x) / Math.sqrt(batch),
        ),
      );
      total += valueOf(gradientNoiseScale(gradients, batch)) / tries;
    }
    const expected = (size * sigma * sigma) / square;
    assert.ok(Math.abs(total - expected) < 0.1 * expected, `${total}, expected ${expected}`);
  });

  it('equals the covariance of the batches times their size over the corrected square', () => {
    fc.assert(
      fc.property(anyGradients, fc.integer({ min: 1, max: 64 }), ({ gradients }, batch) => {
        const count = gradients.length;
        const mean = meanOf(gradients);
        const spread = gradients.reduce(
          (sum, g) => sum + g.reduce((inner, x, i) => inner + (x - mean[i]!) ** 2, 0),
          0,
        );
        const noise = (batch * spread) / (count - 1);
        const square = mean.reduce((sum, x) => sum + x * x, 0) - noise / (batch * count);
        const found = gradientNoiseScale(gradients, batch);
        if (square <= 0) assertNotDefined(found, 'zero_denominator');
        else assertClose(found, noise / square, 1e-6);
      }),
    );
  });

  it('is blind to order and scale; twice the batch size says twice the noise scale', () => {
    fc.assert(
      fc.property(anyGradients, ({ gradients, size, seed }) => {
        const value = gradientNoiseScale(gradients, 4);
        if (!isDefined(value) || value > 1e6) return;
        const order = shuffled(size, seed);
        const others = gradients.map((g) => permuteRows(scaled(g, 30), 1, order)).reverse();
        assertClose(gradientNoiseScale(others, 4), value, 1e-6);
        assertClose(gradientNoiseScale(gradients, 8), 2 * value, 1e-6);
      }),
    );
  });

  it('is 0 without noise and not defined where noise is all there is', () => {
    const x = Float64Array.of(3, 4);
    assertClose(gradientNoiseScale([x, x], 4), 0);
    assertNotDefined(gradientNoiseScale([x, scaled(x, -1)], 4), 'zero_denominator');
    assertNotDefined(gradientNoiseScale([x], 4), 'too_few_samples');
    assertNotDefined(gradientNoiseScale([x, Float64Array.of(NaN, 1)], 4), 'not_finite');
    assert.throws(() => gradientNoiseScale([x, x], 0), /positive/);
  });
});

describe('gradientNorm', () => {
  it('is the Euclidean norm, or not defined for what is not finite', () => {
    assertClose(gradientNorm(Float64Array.of(3, -4)), 5);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const gradient = normals(7, seed);
        assertClose(gradientNorm(gradient), Math.hypot(...gradient), 1e-12);
        assertClose(
          gradientNorm(permuteRows(gradient, 1, shuffled(7, seed))),
          Math.hypot(...gradient),
        );
        assertClose(gradientNorm(scaled(gradient, -2)), 2 * Math.hypot(...gradient));
      }),
    );
    assertNotDefined(gradientNorm(Float64Array.of(1, Infinity)), 'not_finite');
  });
});
