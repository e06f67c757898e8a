import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classAlignment } from '../../../src/metrics/classAlignment';
import { classMean } from '../../../src/metrics/classMean';
import {
  assertClose,
  assertNotDefined,
  normals,
  permuteColumns,
  scaled,
  shuffled,
  valueOf,
} from './numbers';

const anyNetwork = fc
  .record({
    inputs: fc.integer({ min: 1, max: 10 }),
    neurons: fc.integer({ min: 1, max: 20 }),
    seed: fc.integer(),
  })
  .map(({ inputs, neurons, seed }) => {
    const output = normals(neurons, seed + 1);
    // At least one neuron votes for the class.
    output[0] = Math.abs(output[0]!);
    const weights = normals(inputs * neurons, seed);
    return { inputs, neurons, seed, weights, output, mean: normals(inputs, seed + 2) };
  });

describe('classAlignment', () => {
  it('equals the formula written out', () => {
    fc.assert(
      fc.property(anyNetwork, ({ inputs, neurons, weights, output, mean }) => {
        let numerator = 0;
        let denominator = 0;
        for (let j = 0; j < neurons; j++) {
          if (output[j]! <= 0) continue;
          const w = Array.from({ length: inputs }, (_, i) => weights[i * neurons + j]!);
          const product = w.reduce((sum, value, i) => sum + value * mean[i]!, 0);
          const cosine = product / (Math.hypot(...w) * Math.hypot(...mean));
          numerator += Math.hypot(...w) * Math.abs(output[j]!) * cosine;
          denominator += Math.hypot(...w) * Math.abs(output[j]!);
        }
        assertClose(classAlignment(weights, output, mean), numerator / denominator);
      }),
    );
  });

  it('is in [-1, 1] and blind to the order of neurons and to scale', () => {
    fc.assert(
      fc.property(anyNetwork, ({ neurons, seed, weights, output, mean }) => {
        const value = valueOf(classAlignment(weights, output, mean));
        assert.ok(value >= -1 && value <= 1);
        assertClose(classAlignment(scaled(weights, 1e-6), output, mean), value);
        assertClose(classAlignment(weights, scaled(output, 9), mean), value);
        assertClose(classAlignment(weights, output, scaled(mean, 0.1)), value);
        assertClose(classAlignment(weights, output, scaled(mean, -1)), -value);
        const order = shuffled(neurons, seed);
        const inOrder = (matrix: Float64Array) => permuteColumns(matrix, neurons, order);
        assertClose(classAlignment(inOrder(weights), inOrder(output), mean), value);
      }),
    );
  });

  it('weighs neurons by size and does not see those that vote against', () => {
    // Two inputs, three neurons: along the mean with size 3, at a right angle with size 1, against.
    const weights = Float64Array.of(3, 0, -9, 0, 1, 0);
    assertClose(classAlignment(weights, Float64Array.of(1, 1, -1), Float64Array.of(2, 0)), 3 / 4);
  });

  it('is not defined without votes, weights or mean, or for what is not finite', () => {
    const one = Float64Array.of(1);
    assertNotDefined(classAlignment(one, Float64Array.of(-1), one), 'zero_denominator');
    assertNotDefined(classAlignment(Float64Array.of(0), one, one), 'zero_denominator');
    assertNotDefined(classAlignment(one, one, Float64Array.of(0)), 'zero_denominator');
    for (const broken of [NaN, Infinity]) {
      const bad = Float64Array.of(broken);
      assertNotDefined(classAlignment(bad, one, one), 'not_finite');
      assertNotDefined(classAlignment(one, bad, one), 'not_finite');
      assertNotDefined(classAlignment(one, one, bad), 'not_finite');
    }
    assert.throws(() => classAlignment(new Float64Array(5), one, one), RangeError);
  });
});

describe('classMean', () => {
  it('is the mean of the samples with the label', () => {
    const inputs = Float32Array.of(1, 2, 10, 20, 3, 4);
    assert.deepEqual(classMean(inputs, [1, 0, 1], 2, 1), Float64Array.of(2, 3));
    assert.deepEqual(classMean(inputs, [1, 0, 1], 2, 0), Float64Array.of(10, 20));
    assertNotDefined(classMean(inputs, [1, 0, 1], 2, 7), 'too_few_samples');
    assert.throws(() => classMean(inputs, [1, 0], 2, 1), RangeError);
  });
});
