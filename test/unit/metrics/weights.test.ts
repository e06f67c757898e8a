import assert from 'node:assert/strict';
import fc from 'fast-check';
import { updateRatio } from '../../../src/metrics/updateRatio';
import { weightChange } from '../../../src/metrics/weightChange';
import { weightMovement } from '../../../src/metrics/weightMovement';
import { weightNormRatio } from '../../../src/metrics/weightNormRatio';
import type { Measured } from '../../../src/metrics/measured';
import type { Vector } from '../../../src/metrics/vector';
import {
  assertClose,
  assertNotDefined,
  normals,
  permuteColumns,
  scaled,
  shuffled,
  valueOf,
} from './numbers';

type Metric = (weights: Vector, start: Vector) => Measured;

const metrics: Readonly<Record<string, Metric>> = {
  weightChange,
  weightNormRatio,
  weightMovement,
  updateRatio,
};

const anyPair = fc
  .record({
    size: fc.integer({ min: 2, max: 60 }),
    seed: fc.integer(),
    part: fc.double({ min: 0.01, max: 3, noNaN: true }),
  })
  .map(({ size, seed, part }) => {
    const start = normals(size, seed);
    const step = normals(size, seed + 1);
    return { size, seed, start, weights: start.map((w, i) => w + part * step[i]!) };
  });

const sumOf = (numbers: Iterable<number>) => [...numbers].reduce((sum, value) => sum + value, 0);
const squares = (vector: Float64Array) => sumOf(vector.map((value) => value * value));

describe('metrics of weights against their start', () => {
  it('have the values worked out by hand', () => {
    const start = Float64Array.of(3, 4);
    const weights = Float64Array.of(3, 16);
    // |(0, 12)| / 5; |(3, 16)| / 5; area of the parallelogram |3 16 - 4 3| / 25.
    assertClose(weightChange(weights, start), 12 / 5);
    assertClose(updateRatio(weights, start), 12 / 5);
    assertClose(weightNormRatio(weights, start), Math.sqrt(265) / 5);
    assertClose(weightMovement(weights, start), (3 * 16 - 4 * 3) / 25);
  });

  it('are (0, 1, 0, 0) at the start', () => {
    fc.assert(
      fc.property(anyPair, ({ start }) => {
        assert.equal(weightChange(start, start), 0);
        assert.equal(weightNormRatio(start, start), 1);
        assertClose(weightMovement(start, start), 0);
        assert.equal(updateRatio(start, start), 0);
      }),
    );
  });

  it('agree with each other: q = (1 + n^2 - R^2) / 2 and movement^2 = n^2 - q^2', () => {
    fc.assert(
      fc.property(anyPair, ({ weights, start }) => {
        const change = valueOf(weightChange(weights, start));
        const ratio = valueOf(weightNormRatio(weights, start));
        const q = (1 + ratio ** 2 - change ** 2) / 2;
        const movement = Math.sqrt(Math.max(0, ratio ** 2 - q ** 2));
        assertClose(weightMovement(weights, start), movement, 1e-6);
        assertClose(change ** 2, squares(weights.map((w, i) => w - start[i]!)) / squares(start));
      }),
    );
  });

  it('see shrinking as change and as norm, never as movement', () => {
    fc.assert(
      fc.property(anyPair, fc.double({ min: 0, max: 3, noNaN: true }), ({ start }, factor) => {
        const shrunk = scaled(start, factor);
        assertClose(weightChange(shrunk, start), Math.abs(1 - factor));
        assertClose(weightNormRatio(shrunk, start), factor);
        assertClose(weightMovement(shrunk, start), 0);
      }),
    );
  });

  it('keep movements far below the rounding of the squares', () => {
    const start = Float64Array.of(1, 0);
    assertClose(weightMovement(Float64Array.of(1, 1e-9), start), 1e-9, 1e-18);
  });

  for (const [name, metric] of Object.entries(metrics)) {
    it(`${name}: same for weights in another order and for both scaled alike`, () => {
      fc.assert(
        fc.property(
          anyPair,
          fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
          ({ weights, start, size, seed }, factor) => {
            const value = valueOf(metric(weights, start));
            assert.ok(value >= 0);
            const order = shuffled(size, seed);
            const inOrder = (vector: Float64Array) => permuteColumns(vector, size, order);
            assertClose(metric(inOrder(weights), inOrder(start)), value);
            assertClose(metric(scaled(weights, factor), scaled(start, factor)), value);
          },
        ),
      );
    });

    it(`${name}: not defined against zero weights or for what is not finite`, () => {
      const some = Float32Array.of(1, 2);
      assertNotDefined(metric(some, new Float32Array(2)), 'zero_denominator');
      assertNotDefined(metric(new Float32Array(0), new Float32Array(0)), 'zero_denominator');
      for (const broken of [NaN, Infinity, -Infinity]) {
        assertNotDefined(metric(Float32Array.of(1, broken), some), 'not_finite');
        assertNotDefined(metric(some, Float32Array.of(broken, 1)), 'not_finite');
      }
      // Squares that overflow.
      assertNotDefined(metric(Float64Array.of(1e200, 1), Float64Array.of(1, 1)), 'not_finite');
      assertNotDefined(metric(Float64Array.of(1, 1), Float64Array.of(1e200, 1)), 'not_finite');
    });

    it(`${name}: refuses lengths that differ`, () => {
      assert.throws(() => metric(new Float32Array(3), Float32Array.of(1, 2)), /2|3/);
    });
  }
});
