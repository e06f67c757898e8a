import assert from 'node:assert/strict';
import fc from 'fast-check';
import { notDefined } from '../../../src/metrics/measured';
import { meanOui, oui } from '../../../src/metrics/oui';
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

/** The definition, one comparison after the other. */
function slowOui(activations: ArrayLike<number>, samples: number, units: number): number {
  const limit = Math.floor(units / 2);
  const values: number[] = [];
  for (let i = 0; i < samples; i++) {
    for (let k = i + 1; k < samples; k++) {
      let distance = 0;
      for (let j = 0; j < units; j++) {
        if (activations[i * units + j]! > 0 !== activations[k * units + j]! > 0) distance++;
      }
      values.push(Math.min(distance, limit) / limit);
    }
  }
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function ouiOf(activations: Float64Array, samples: number, units: number): number {
  return valueOf(oui(packBits(activations, samples, units), samples, units));
}

const anyLayer = fc.record({
  samples: fc.integer({ min: 2, max: 12 }),
  units: fc.integer({ min: 2, max: 260 }),
  seed: fc.integer(),
  shift: fc.double({ min: -2, max: 2, noNaN: true }),
});

function activationsOf(layer: { samples: number; units: number; seed: number; shift: number }) {
  return normals(layer.samples * layer.units, layer.seed).map((value) => value + layer.shift);
}

describe('oui', () => {
  it('equals the definition written out', () => {
    fc.assert(
      fc.property(anyLayer, (layer) => {
        const activations = activationsOf(layer);
        const { samples, units } = layer;
        assertClose(ouiOf(activations, samples, units), slowOui(activations, samples, units));
      }),
    );
  });

  it('counts every bit of every word: each word alone, from 1 to 7 words', () => {
    for (let words = 1; words <= 7; words++) {
      const units = words * 32;
      for (let word = 0; word < words; word++) {
        const bits = new Uint32Array(2 * words);
        bits[word] = 0xffffffff;
        assert.equal(oui(bits, 2, units), Math.min(32, units / 2) / (units / 2));
      }
    }
  });

  it('does not depend on the order of samples or units, nor on the scale', () => {
    fc.assert(
      fc.property(anyLayer, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (layer, factor) => {
        const { samples, units, seed } = layer;
        const activations = activationsOf(layer);
        const value = ouiOf(activations, samples, units);
        assert.ok(value >= 0 && value <= 1);
        const rows = permuteRows(activations, units, shuffled(samples, seed));
        assert.equal(ouiOf(rows, samples, units), value);
        const columns = permuteColumns(activations, units, shuffled(units, seed));
        assert.equal(ouiOf(columns, samples, units), value);
        assert.equal(ouiOf(scaled(activations, factor), samples, units), value);
      }),
    );
  });

  it('does not change when on and off are swapped', () => {
    fc.assert(
      fc.property(anyLayer, (layer) => {
        const activations = activationsOf(layer);
        const { samples, units } = layer;
        const opposite = ouiOf(scaled(activations, -1), samples, units);
        assert.equal(opposite, ouiOf(activations, samples, units));
      }),
    );
  });

  it('is 0 for a dead layer and for one that is always on', () => {
    assert.equal(oui(new Uint32Array(5 * 2), 5, 40), 0);
    assert.equal(ouiOf(new Float64Array(5 * 40).fill(1), 5, 40), 0);
  });

  it('clamps at floor(d / 2): odd widths, and patterns further apart than half', () => {
    // Opposite patterns of 17 units: distance 17, clamped to 8 of 8.
    assert.equal(oui(Uint32Array.of(0, 0x1ffff), 2, 17), 1);
    assert.equal(oui(Uint32Array.of(0, 0xff), 2, 17), 1);
    assert.equal(oui(Uint32Array.of(0, 0x7f), 2, 17), 7 / 8);
    assert.equal(oui(Uint32Array.of(0, 1), 2, 3), 1);
    assert.equal(oui(Uint32Array.of(0, 1), 2, 2), 1);
  });

  it('has a closed form for two opposed groups: pairs across groups over all pairs', () => {
    const samples = 10;
    for (let group = 0; group <= samples; group++) {
      const bits = Uint32Array.from({ length: samples }, (_, i) => (i < group ? 0xffffffff : 0));
      const pairs = (samples * (samples - 1)) / 2;
      assertClose(oui(bits, samples, 32), (group * (samples - group)) / pairs);
    }
  });

  it('is not defined for fewer than 2 units or samples, and passes on a failed packing', () => {
    assertNotDefined(oui(new Uint32Array(4), 4, 1), 'too_few_units');
    assertNotDefined(oui(new Uint32Array(0), 4, 0), 'too_few_units');
    assertNotDefined(oui(new Uint32Array(1), 1, 8), 'too_few_samples');
    assertNotDefined(oui(packBits([1, NaN, 1, 1], 2, 2), 2, 2), 'not_finite');
  });

  it('refuses bits that do not fit', () => {
    assert.throws(() => oui(new Uint32Array(3), 4, 8), /3 numbers for 4 x 1/);
  });
});

describe('meanOui', () => {
  it('weighs layers equally and leaves out those without a value', () => {
    assertClose(meanOui([0.5, notDefined('too_few_units', '1 unit.'), 0.25]), 0.375);
  });

  it('is not defined without a layer, and passes on what is not finite', () => {
    assertNotDefined(meanOui([]), 'not_applicable');
    assertNotDefined(meanOui([notDefined('too_few_units', '1 unit.')]), 'too_few_units');
    assertNotDefined(meanOui([0.5, notDefined('not_finite', 'It is NaN.')]), 'not_finite');
    assertNotDefined(meanOui([0.5, NaN]), 'not_finite');
  });
});
