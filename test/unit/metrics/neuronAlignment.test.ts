import assert from 'node:assert/strict';
import fc from 'fast-check';
import { neuronAlignment } from '../../../src/metrics/neuronAlignment';
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

/** Mean over lists of |cos|, one list of numbers a neuron. */
function slowAlignment(weights: number[][], directions: number[][]): number {
  const cosines = weights.map((w, j) => {
    const g = directions[j]!;
    const product = w.reduce((sum, value, k) => sum + value * g[k]!, 0);
    return Math.abs(product) / (Math.hypot(...w) * Math.hypot(...g));
  });
  return cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
}

const anyDense = fc
  .record({
    inputs: fc.integer({ min: 1, max: 12 }),
    neurons: fc.integer({ min: 1, max: 12 }),
    seed: fc.integer(),
  })
  .map(({ inputs, neurons, seed }) => ({
    inputs,
    neurons,
    seed,
    shape: [inputs, neurons],
    weights: normals(inputs * neurons, seed),
    direction: normals(inputs * neurons, seed + 1),
  }));

describe('neuronAlignment', () => {
  it('reads neuron j of a dense layer in column j', () => {
    fc.assert(
      fc.property(anyDense, ({ inputs, neurons, weights, direction, shape }) => {
        const columns = (matrix: Float64Array) =>
          Array.from({ length: neurons }, (_, j) =>
            Array.from({ length: inputs }, (_, i) => matrix[i * neurons + j]!),
          );
        const slow = slowAlignment(columns(weights), columns(direction));
        assertClose(neuronAlignment(weights, direction, shape), slow);
      }),
    );
  });

  it('reads filter j of a convolution in block j', () => {
    const shape = [3, 2, 5, 5];
    const weights = normals(150, 1);
    const direction = normals(150, 2);
    const blocks = (kernel: Float64Array) =>
      Array.from({ length: 3 }, (_, j) => [...kernel.subarray(j * 50, (j + 1) * 50)]);
    const slow = slowAlignment(blocks(weights), blocks(direction));
    assertClose(neuronAlignment(weights, direction, shape), slow);
    // The layout matters: the same numbers read as a dense layer give another value.
    const dense = valueOf(neuronAlignment(weights, direction, [50, 3]));
    assert.ok(Math.abs(dense - slow) > 1e-3);
  });

  it('is in [0, 1], and blind to order, to sign and to the size of either side', () => {
    fc.assert(
      fc.property(anyDense, ({ inputs, neurons, weights, direction, shape, seed }) => {
        const value = valueOf(neuronAlignment(weights, direction, shape));
        assert.ok(value >= 0 && value <= 1);
        assertClose(neuronAlignment(scaled(weights, -5), direction, shape), value);
        assertClose(neuronAlignment(weights, scaled(direction, 1e-6), shape), value);
        const neuronOrder = shuffled(neurons, seed);
        const byNeuron = (matrix: Float64Array) => permuteColumns(matrix, neurons, neuronOrder);
        assertClose(neuronAlignment(byNeuron(weights), byNeuron(direction), shape), value);
        const inputOrder = shuffled(inputs, seed);
        const byInput = (matrix: Float64Array) => permuteRows(matrix, neurons, inputOrder);
        assertClose(neuronAlignment(byInput(weights), byInput(direction), shape), value);
      }),
    );
  });

  it('is 1 along the direction, 0 at a right angle, and sqrt(2 / (pi n)) at random', () => {
    const direction = normals(40, 1);
    assertClose(neuronAlignment(scaled(direction, -3), direction, [8, 5]), 1);
    assert.equal(neuronAlignment(Float32Array.of(1, 0), Float32Array.of(0, 1), [2, 1]), 0);
    const inputs = 100;
    const neurons = 2000;
    const random = neuronAlignment(normals(inputs * neurons, 1), normals(inputs * neurons, 2), [
      inputs,
      neurons,
    ]);
    assertClose(random, Math.sqrt(2 / (Math.PI * inputs)), 0.005);
  });

  it('leaves out neurons without weights or without a direction', () => {
    const weights = Float32Array.of(1, 0, 1, 1, 0, 1);
    const direction = Float32Array.of(1, 1, 0, 0, 1, 0);
    // Of the three columns only the first has both.
    assertClose(neuronAlignment(weights, direction, [2, 3]), Math.SQRT1_2);
    assertNotDefined(neuronAlignment(weights, new Float32Array(6), [2, 3]), 'zero_denominator');
    assertNotDefined(
      neuronAlignment(new Float32Array(0), new Float32Array(0), [0, 0]),
      'zero_denominator',
    );
  });

  it('is not defined for what is not finite, even in a neuron that would be left out', () => {
    const fine = Float32Array.of(1, 0, 1, 0);
    for (const broken of [NaN, Infinity]) {
      const bad = Float32Array.of(1, 0, 1, broken);
      assertNotDefined(neuronAlignment(bad, fine, [2, 2]), 'not_finite');
      assertNotDefined(neuronAlignment(fine, bad, [2, 2]), 'not_finite');
    }
  });

  it('refuses shapes that do not fit', () => {
    const six = new Float32Array(6);
    assert.throws(() => neuronAlignment(six, six, [2, 2]), /\[2, 2\] with 6 numbers/);
    assert.throws(() => neuronAlignment(six, six, [6]), /\[6\]/);
    assert.throws(() => neuronAlignment(six, six, [1, 2, 3]), /\[1, 2, 3\]/);
    assert.throws(() => neuronAlignment(six, new Float32Array(5), [2, 3]), RangeError);
  });
});
