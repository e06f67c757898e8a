import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extremalAlignment } from '../../../src/metrics/extremalAlignment';
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

interface Sizes {
  readonly samples: number;
  readonly inputs: number;
  readonly neurons: number;
  readonly outputs: number;
  readonly seed: number;
}

const anySizes: fc.Arbitrary<Sizes> = fc.record({
  samples: fc.integer({ min: 1, max: 9 }),
  inputs: fc.integer({ min: 1, max: 3 }),
  neurons: fc.integer({ min: 1, max: 12 }),
  outputs: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer(),
});

function network({ samples, inputs, neurons, outputs, seed }: Sizes) {
  const all = normals(
    samples * (inputs + outputs) + neurons * (inputs + outputs + 1),
    seed,
  ).values();
  const take = (count: number) => Float64Array.from({ length: count }, () => all.next().value!);
  return {
    samples,
    inputs: take(samples * inputs),
    pull: take(samples * outputs),
    weights: take(inputs * neurons),
    bias: take(neurons),
    outgoing: take(neurons * outputs),
  };
}

/** The gradient of <pull, output> by one neuron's weights, by finite differences: no D in sight. */
function slowShare(
  net: ReturnType<typeof network>,
  { inputs: d, neurons, outputs: m }: Sizes,
): number {
  const output = (j: number, w: readonly number[]) => {
    let sum = 0;
    for (let k = 0; k < net.samples; k++) {
      const row = [...net.inputs.subarray(k * d, (k + 1) * d), 1];
      const unit = Math.max(
        0,
        row.reduce((total, x, i) => total + x * w[i]!, 0),
      );
      for (let o = 0; o < m; o++) sum += net.pull[k * m + o]! * net.outgoing[j * m + o]! * unit;
    }
    return sum;
  };
  let close = 0;
  let counted = 0;
  for (let j = 0; j < neurons; j++) {
    const w = [...Array.from({ length: d }, (_, i) => net.weights[i * neurons + j]!), net.bias[j]!];
    const h = 1e-6;
    const slope = w.map((_, i) => {
      const moved = (by: number) =>
        output(
          j,
          w.map((x, at) => (at === i ? x + by : x)),
        );
      return (moved(h) - moved(-h)) / (2 * h);
    });
    if (Math.hypot(...slope) < 1e-9) continue;
    counted++;
    const inner = w.reduce((sum, x, i) => sum + x * slope[i]!, 0);
    const cosine = Math.abs(inner) / (Math.hypot(...w) * Math.hypot(...slope));
    if (cosine >= Math.cos(Math.PI / 18)) close++;
  }
  return counted === 0 ? NaN : close / counted;
}

describe('extremalAlignment', () => {
  it('equals the share by slopes of the pulled output, with and without biases', () => {
    let between = 0;
    fc.assert(
      fc.property(anySizes, (sizes) => {
        const net = network(sizes);
        const slow = slowShare(net, sizes);
        if (Number.isNaN(slow)) {
          assertNotDefined(extremalAlignment(net), 'zero_denominator');
          return;
        }
        if (slow > 0 && slow < 1) between++;
        assertClose(extremalAlignment(net), slow, 1e-12);
      }),
      { numRuns: 200 },
    );
    assert.ok(between > 5, 'shares other than 0 and 1 were seen');
  });

  it('is in [0, 1] and blind to the order of samples and neurons and to the scales', () => {
    fc.assert(
      fc.property(anySizes, (sizes) => {
        const net = network(sizes);
        const { samples, inputs, neurons, outputs, seed } = sizes;
        const value = extremalAlignment(net);
        if (typeof value !== 'number') return;
        assert.ok(value >= 0 && value <= 1);
        const rows = shuffled(samples, seed);
        const units = shuffled(neurons, seed);
        const other = {
          samples,
          inputs: permuteRows(net.inputs, inputs, rows),
          pull: permuteRows(net.pull, outputs, rows),
          weights: permuteColumns(net.weights, neurons, units),
          bias: permuteRows(net.bias, 1, units),
          outgoing: permuteRows(net.outgoing, outputs, units),
        };
        assertClose(extremalAlignment(other), value, 1e-12);
        const small = {
          ...net,
          weights: scaled(net.weights, 1e-3),
          bias: scaled(net.bias, 1e-3),
          pull: scaled(net.pull, 7),
        };
        assertClose(extremalAlignment(small), value, 1e-12);
      }),
    );
  });

  it('is 1 where neurons point along X^T y of their half, 0 at a right angle to it', () => {
    const inputs = Float64Array.of(1, 0, 0.9, 0.1, -1, 0);
    const pull = Float64Array.of(1, 1, -1);
    const outgoing = Float64Array.of(1, 1);
    const toward = { samples: 3, inputs, pull, outgoing, weights: Float64Array.of(1, -1, 0.05, 0) };
    assertClose(extremalAlignment(toward), 1);
    const across = { ...toward, weights: Float64Array.of(0.01, -0.01, 1, 1) };
    assert.equal(valueOf(extremalAlignment(across)), 0);
  });

  it('is not defined for what is dead, absent or not finite', () => {
    const net = network({ samples: 3, inputs: 2, neurons: 2, outputs: 1, seed: 1 });
    const dead = { ...net, bias: Float64Array.of(-99, -99) };
    assertNotDefined(extremalAlignment(dead), 'zero_denominator');
    assertNotDefined(extremalAlignment({ ...net, bias: Float64Array.of(NaN, 0) }), 'not_finite');
    const none = { ...net, samples: 0, inputs: new Float64Array(0), pull: new Float64Array(0) };
    assertNotDefined(extremalAlignment(none), 'too_few_samples');
    const short = { ...net, outgoing: new Float64Array(3) };
    assert.throws(() => extremalAlignment(short), /outgoing/);
  });
});
