import assert from 'node:assert/strict';
import fc from 'fast-check';
import { distinctDirections } from '../../../src/metrics/distinctDirections';
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

/** Grows each group from a seed neuron until nothing more is near, on angles in degrees. */
function slowGroups(weights: Float64Array, inputs: number, neurons: number): number {
  const column = (j: number) => Array.from({ length: inputs }, (_, i) => weights[i * neurons + j]!);
  const columns = Array.from({ length: neurons }, (_, j) => column(j));
  const largest = Math.max(...columns.map((one) => Math.hypot(...one)));
  const left = new Set(columns.filter((one) => Math.hypot(...one) >= 0.01 * largest));
  const angle = (a: number[], b: number[]) => {
    const inner = a.reduce((sum, x, i) => sum + x * b[i]!, 0);
    const cosine = inner / (Math.hypot(...a) * Math.hypot(...b));
    return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
  };
  let groups = 0;
  for (const seed of left) {
    left.delete(seed);
    groups++;
    const front = [seed];
    for (let one = front.pop(); one; one = front.pop())
      for (const other of left)
        if (angle(one, other) <= 10) {
          left.delete(other);
          front.push(other);
        }
  }
  return groups;
}

const anyLayer = fc.record({
  inputs: fc.integer({ min: 2, max: 4 }),
  neurons: fc.integer({ min: 1, max: 24 }),
  seed: fc.integer(),
});

describe('distinctDirections', () => {
  it('equals groups grown one by one, in few dimensions where many are near', () => {
    let gathered = 0;
    fc.assert(
      fc.property(anyLayer, ({ inputs, neurons, seed }) => {
        const weights = normals(inputs * neurons, seed);
        const groups = slowGroups(weights, inputs, neurons);
        if (groups < neurons) gathered++;
        assert.equal(valueOf(distinctDirections(weights, [inputs, neurons])), groups);
      }),
    );
    assert.ok(gathered > 10, 'some neurons were near each other');
  });

  it('is blind to the order of neurons and inputs, and to scale', () => {
    fc.assert(
      fc.property(anyLayer, ({ inputs, neurons, seed }) => {
        const weights = normals(inputs * neurons, seed);
        const measure = (w: Float64Array) => valueOf(distinctDirections(w, [inputs, neurons]));
        const value = measure(weights);
        assert.ok(value >= 1 && value <= neurons);
        assert.equal(measure(permuteColumns(weights, neurons, shuffled(neurons, seed))), value);
        assert.equal(measure(permuteRows(weights, neurons, shuffled(inputs, seed))), value);
        assert.equal(measure(scaled(weights, 1e-6)), value);
      }),
    );
  });

  it('counts directions, not neurons; opposite ones are two, tiny ones none', () => {
    const columns = Float64Array.of(1, 2, 0, 0, -1, 1e-4, 0, 0.1, 3, 0, 0, 1e-4);
    assertClose(distinctDirections(columns, [2, 6]), 3);
    // The same neurons as filters of 2 channels, 1 x 1.
    const filters = Float64Array.of(1, 0, 2, 0.1, 0, 3, 0, 0, -1, 0, 1e-4, 1e-4);
    assertClose(distinctDirections(filters, [6, 2, 1, 1]), 3);
    const onlyFirstIsHeard = Float64Array.of(1, 1e-3, 1e-3, 1, 1e-3, 1);
    assertClose(distinctDirections(columns, [2, 6], onlyFirstIsHeard), 1);
  });

  it('compares the 256 largest neurons of a wide layer', () => {
    const weights = normals(40 * 300, 3);
    assertClose(distinctDirections(weights, [40, 300]), 256);
  });

  it('is not defined without weights or for what is not finite', () => {
    assertNotDefined(distinctDirections(new Float64Array(6), [2, 3]), 'zero_denominator');
    assertNotDefined(distinctDirections(Float64Array.of(1, NaN), [2, 1]), 'not_finite');
    assert.throws(() => distinctDirections(new Float64Array(5), [2, 3]), /needed/);
    assert.throws(
      () => distinctDirections(new Float64Array(6), [2, 3], new Float64Array(2)),
      /outgoing/,
    );
  });
});
