import assert from 'node:assert/strict';
import fc from 'fast-check';
import { balancedness, balanceDrift } from '../../../src/metrics/balancedness';
import { regularizationRatio } from '../../../src/metrics/regularizationRatio';
import { saturatedUnits } from '../../../src/metrics/saturatedUnits';
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

const squares = (count: number, seed: number) => normals(count, seed).map((x) => x * x);

describe('balancedness and balanceDrift', () => {
  const anyUnits = fc.record({ units: fc.integer({ min: 1, max: 9 }), seed: fc.integer() });

  it('are in range, blind to the order of units and to scale', () => {
    fc.assert(
      fc.property(anyUnits, ({ units, seed }) => {
        const [incoming, outgoing] = [squares(units, seed), squares(units, seed + 1)];
        const value = valueOf(balancedness(incoming, outgoing));
        assert.ok(value >= 0 && value <= 1);
        assertClose(balancedness(outgoing, incoming), value, 1e-12);
        const order = shuffled(units, seed);
        const moved = [incoming, outgoing].map((one) => permuteRows(scaled(one, 4), 1, order));
        assertClose(balancedness(moved[0]!, moved[1]!), value, 1e-9);
        const [start, now] = [
          { incoming, outgoing },
          { incoming: squares(units, seed + 2), outgoing: squares(units, seed + 3) },
        ];
        const drift = valueOf(balanceDrift(now, start));
        assert.ok(drift >= 0);
        assertClose(balanceDrift(start, start), 0);
        // The same on both sides of a unit changes nothing.
        const both = {
          incoming: now.incoming.map((x) => x + 1),
          outgoing: now.outgoing.map((x) => x + 1),
        };
        assertClose(balanceDrift(both, start), drift, 1e-9);
      }),
    );
  });

  it('have the values worked out by hand', () => {
    assertClose(balancedness(Float64Array.of(1, 4), Float64Array.of(1, 4)), 0);
    assertClose(balancedness(Float64Array.of(0, 0), Float64Array.of(1, 4)), 1);
    assertClose(balancedness(Float64Array.of(1, 2), Float64Array.of(3, 2)), 2 / 8);
    const start = { incoming: Float64Array.of(1, 1), outgoing: Float64Array.of(1, 2) };
    const now = { incoming: Float64Array.of(2, 1), outgoing: Float64Array.of(1, 1) };
    assertClose(balanceDrift(now, start), (1 + 1) / 5);
  });

  it('is kept by gradient flow of a two-layer ReLU network, and falls as e^-2 wd t under decay', () => {
    for (const decay of [0, 0.2]) {
      // h = sum_j a_j relu(w_j x + b_j), squared loss, tiny steps.
      const units = 5;
      const [xs, ys] = [normals(8, 1), normals(8, 2)];
      const w = normals(units, 3);
      const b = normals(units, 4);
      const a = normals(units, 5);
      const delta = () => a.map((x, j) => x * x - w[j]! ** 2 - b[j]! ** 2);
      const start = delta();
      const step = 2e-5;
      const time = 1;
      for (let at = 0; at < time / step; at++) {
        const [dw, db, da] = [w, b, a].map((one) => one.map((x) => decay * x)) as [
          Float64Array,
          Float64Array,
          Float64Array,
        ];
        xs.forEach((x, k) => {
          const z = w.map((weight, j) => Math.max(0, weight * x + b[j]!));
          const error = z.reduce((sum, value, j) => sum + value * a[j]!, 0) - ys[k]!;
          z.forEach((value, j) => {
            da[j]! += (error * value) / 8;
            if (value === 0) return;
            dw[j]! += (error * a[j]! * x) / 8;
            db[j]! += (error * a[j]!) / 8;
          });
        });
        [w, b, a].forEach((one, which) =>
          one.forEach((x, j) => (one[j] = x - step * [dw, db, da][which]![j]!)),
        );
      }
      const left = Math.exp(-2 * decay * time);
      delta().forEach((now, j) =>
        assert.ok(Math.abs(now - left * start[j]!) < 2e-3, `${now}, expected ${left * start[j]!}`),
      );
    }
  });

  it('are not defined for weights of zero or what is not finite', () => {
    const zero = new Float64Array(2);
    assertNotDefined(balancedness(zero, zero), 'zero_denominator');
    assertNotDefined(balancedness(Float64Array.of(NaN), Float64Array.of(1)), 'not_finite');
    const none = { incoming: zero, outgoing: zero };
    assertNotDefined(balanceDrift(none, none), 'zero_denominator');
    assert.throws(() => balancedness(zero, new Float64Array(3)), /equal lengths/);
  });
});

describe('regularizationRatio', () => {
  it('is the ratio of two sizes, or not defined', () => {
    assertClose(regularizationRatio(0.5, 2), 0.25);
    assertClose(regularizationRatio(0, 2), 0);
    assertNotDefined(regularizationRatio(1, 0), 'zero_denominator');
    assertNotDefined(regularizationRatio(1, NaN), 'not_finite');
    assertNotDefined(regularizationRatio(1, Infinity), 'not_finite');
  });

  it('comes to 1 where sgd has settled: ridge regression at its solution', () => {
    const [x, y, decay] = [2, 3, 0.5];
    let w = 0;
    for (let step = 0; step < 2000; step++) w -= 0.05 * (x * (x * w - y) + decay * w);
    assertClose(regularizationRatio(decay * Math.abs(w), Math.abs(x * (x * w - y))), 1, 1e-9);
  });
});

describe('saturatedUnits', () => {
  it('equals a mean of slopes unit by unit, blind to order', () => {
    let between = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer(),
        (samples, units, seed) => {
          const sums = normals(samples * units, seed).map((x) => 4 * x);
          const outputs = sums.map(Math.tanh);
          let count = 0;
          for (let j = 0; j < units; j++) {
            let slope = 0;
            for (let i = 0; i < samples; i++) slope += 1 / Math.cosh(sums[i * units + j]!) ** 2;
            if (slope / samples < 0.1) count++;
          }
          if (count > 0 && count < units) between++;
          assertClose(saturatedUnits(outputs, samples, units), count / units);
          const columns = permuteColumns(outputs, units, shuffled(units, seed));
          assertClose(saturatedUnits(columns, samples, units), count / units);
          const rows = permuteRows(outputs, units, shuffled(samples, seed));
          assertClose(saturatedUnits(rows, samples, units), count / units);
        },
      ),
    );
    assert.ok(between > 5);
  });

  it('is not defined without units, samples or finite outputs', () => {
    assertNotDefined(saturatedUnits(new Float64Array(0), 3, 0), 'too_few_units');
    assertNotDefined(saturatedUnits(new Float64Array(0), 0, 3), 'too_few_samples');
    assertNotDefined(saturatedUnits(Float64Array.of(NaN, 1), 2, 1), 'not_finite');
    assert.throws(() => saturatedUnits(new Float64Array(3), 2, 2), /activations/);
  });
});
