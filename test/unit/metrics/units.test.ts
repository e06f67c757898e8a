import assert from 'node:assert/strict';
import fc from 'fast-check';
import { batchOui } from '../../../src/metrics/batchOui';
import { constantUnits } from '../../../src/metrics/constantUnits';
import { deadUnits } from '../../../src/metrics/deadUnits';
import type { Measured, NotDefined } from '../../../src/metrics/measured';
import { oui } from '../../../src/metrics/oui';
import { packBits } from '../../../src/metrics/packBits';
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

type UnitMetric = (bits: Uint32Array | NotDefined, samples: number, units: number) => Measured;

/** Each metric out of the number of samples that switch a unit on, as its formula says. */
const twins: Readonly<Record<string, [UnitMetric, (on: number, samples: number) => number]>> = {
  batchOui: [batchOui, (on, samples) => Math.min(on, samples - on) / Math.floor(samples / 2)],
  deadUnits: [deadUnits, (on) => (on === 0 ? 1 : 0)],
  constantUnits: [constantUnits, (on, samples) => (on === 0 || on === samples ? 1 : 0)],
};

const anyLayer = fc
  .record({
    samples: fc.integer({ min: 2, max: 9 }),
    units: fc.integer({ min: 1, max: 100 }),
    seed: fc.integer(),
    shift: fc.double({ min: -2, max: 2, noNaN: true }),
  })
  .map(({ samples, units, seed, shift }) => {
    const activations = normals(samples * units, seed).map((value) => value + shift);
    return { samples, units, seed, activations };
  });

for (const [name, [metric, contribution]] of Object.entries(twins)) {
  const measure = (activations: Float64Array, samples: number, units: number) =>
    valueOf(metric(packBits(activations, samples, units), samples, units));

  describe(name, () => {
    it('equals the mean over units written out', () => {
      fc.assert(
        fc.property(anyLayer, ({ samples, units, activations }) => {
          let sum = 0;
          for (let unit = 0; unit < units; unit++) {
            let on = 0;
            for (let i = 0; i < samples; i++) if (activations[i * units + unit]! > 0) on++;
            sum += contribution(on, samples);
          }
          assertClose(measure(activations, samples, units), sum / units);
        }),
      );
    });

    it('is in [0, 1] and does not depend on order or scale', () => {
      fc.assert(
        fc.property(anyLayer, ({ samples, units, seed, activations }) => {
          const value = measure(activations, samples, units);
          assert.ok(value >= 0 && value <= 1);
          const rows = permuteRows(activations, units, shuffled(samples, seed));
          assert.equal(measure(rows, samples, units), value);
          const columns = permuteColumns(activations, units, shuffled(units, seed));
          assert.equal(measure(columns, samples, units), value);
          assert.equal(measure(scaled(activations, 7), samples, units), value);
        }),
      );
    });

    it('is not defined without units or samples, and passes on a failed packing', () => {
      assertNotDefined(metric(new Uint32Array(0), 4, 0), 'too_few_units');
      assertNotDefined(metric(new Uint32Array(0), 0, 4), 'too_few_samples');
      assertNotDefined(metric(packBits([NaN, 1], 2, 1), 2, 1), 'not_finite');
      assert.throws(() => metric(new Uint32Array(3), 2, 8), RangeError);
    });
  });
}

describe('dead, constant and balanced units', () => {
  // Units: never on, always on, on for half, on for one of four.
  const bits = Uint32Array.of(0b0110, 0b0110, 0b0010, 0b1010);

  it('have the shares counted by hand', () => {
    assert.equal(deadUnits(bits, 4, 4), 1 / 4);
    assert.equal(constantUnits(bits, 4, 4), 2 / 4);
    assert.equal(batchOui(bits, 4, 4), (0 + 0 + 1 + 1 / 2) / 4);
  });

  it('are all or nothing for dead, constant and perfectly split layers', () => {
    const dead = new Uint32Array(4);
    assert.deepEqual(
      [deadUnits, constantUnits, batchOui].map((m) => m(dead, 4, 5)),
      [1, 1, 0],
    );
    const always = new Uint32Array(4).fill(0b11111);
    assert.deepEqual(
      [deadUnits, constantUnits, batchOui].map((m) => m(always, 4, 5)),
      [0, 1, 0],
    );
    const split = Uint32Array.of(0, 0b11111, 0, 0b11111);
    assert.deepEqual(
      [deadUnits, constantUnits, batchOui].map((m) => m(split, 4, 5)),
      [0, 0, 1],
    );
  });

  it('every unit is constant on one sample, so constant units need two', () => {
    assertNotDefined(constantUnits(new Uint32Array(1), 1, 5), 'too_few_samples');
    assertNotDefined(batchOui(new Uint32Array(1), 1, 5), 'too_few_samples');
    assert.equal(deadUnits(Uint32Array.of(0b00111), 1, 5), 2 / 5);
  });

  it('one more dead unit is one more constant unit', () => {
    fc.assert(
      fc.property(anyLayer, ({ samples, units, activations }) => {
        const packed = packBits(activations, samples, units);
        const dead = valueOf(deadUnits(packed, samples, units));
        assert.ok(dead <= valueOf(constantUnits(packed, samples, units)));
      }),
    );
  });
});

describe('batchOui beside oui', () => {
  it('is 2 min(p, 1 - p) a unit where oui is 4 p (1 - p): lower for independent units', () => {
    const samples = 200;
    const units = 4096;
    for (const shift of [0.5, 1, 1.5]) {
      const activations = normals(samples * units, 1).map((value) => value - shift);
      const bits = packBits(activations, samples, units) as Uint32Array;
      let on = 0;
      for (const value of activations) if (value > 0) on++;
      const p = on / activations.length;
      const pairwise = valueOf(oui(bits, samples, units));
      const batch = valueOf(batchOui(bits, samples, units));
      assertClose(pairwise, 4 * p * (1 - p), 0.01);
      assertClose(batch, 2 * Math.min(p, 1 - p), 0.01);
      assert.ok(batch < pairwise);
    }
  });
});
