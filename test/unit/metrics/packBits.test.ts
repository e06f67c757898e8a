import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packBits } from '../../../src/metrics/packBits';
import { requireBits } from '../../../src/metrics/packBits';
import { assertNotDefined, normals } from './numbers';

describe('packBits', () => {
  it('puts unit j at bit j % 32 of word floor(j / 32), for floats and doubles alike', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer(),
        (samples, units, seed) => {
          const doubles = normals(samples * units, seed);
          // Exact zeros, as ReLU gives them.
          const activations = doubles.map((value) => (value < -0.5 ? 0 : value));
          for (const numbers of [activations, Float32Array.from(activations)]) {
            const bits = packBits(numbers, samples, units) as Uint32Array;
            const words = Math.ceil(units / 32);
            assert.equal(bits.length, samples * words);
            for (let sample = 0; sample < samples; sample++) {
              for (let unit = 0; unit < words * 32; unit++) {
                const bit = (bits[sample * words + Math.floor(unit / 32)]! >>> (unit % 32)) & 1;
                const on = unit < units && numbers[sample * units + unit]! > 0;
                assert.equal(bit, on ? 1 : 0, `sample ${sample} unit ${unit}`);
              }
            }
          }
        },
      ),
    );
  });

  it('tells zero, minus zero and the smallest numbers apart', () => {
    const smallest = 2 ** -149;
    const row = [0, -0, smallest, -smallest, 3.4e38, -3.4e38, 1, -1];
    for (const numbers of [Float32Array.from(row), Float64Array.from(row), row]) {
      assert.deepEqual(packBits(numbers, 1, 8), Uint32Array.of(0b01010100));
    }
  });

  it('reads a view into a larger buffer, integers and booleans', () => {
    const whole = Float32Array.of(-1, -1, 1, -1, 1);
    assert.deepEqual(packBits(whole.subarray(2), 1, 3), Uint32Array.of(0b101));
    assert.deepEqual(packBits(Int8Array.of(-5, 0, 7), 1, 3), Uint32Array.of(0b100));
    assert.deepEqual(packBits(Uint8Array.of(1, 0, 1), 3, 1), Uint32Array.of(1, 0, 1));
  });

  it('is not defined when anything is not finite, and says where', () => {
    for (const broken of [NaN, Infinity, -Infinity]) {
      for (const kind of [Float32Array, Float64Array]) {
        const activations = new kind(10);
        activations[7] = broken;
        const packed = packBits(activations, 2, 5);
        assertNotDefined(packed, 'not_finite');
        assert.match(JSON.stringify(packed), new RegExp(`unit 2 on sample 1 is ${broken}`));
      }
    }
  });

  it('refuses sizes that do not fit and bits behind the last unit', () => {
    assert.throws(() => packBits(new Float32Array(7), 2, 4), /7 numbers for 2 x 4/);
    assert.throws(() => requireBits(new Uint32Array(3), 2, 32), RangeError);
    assert.throws(() => requireBits(Uint32Array.of(0, 8), 2, 3), /Sample 1/);
    requireBits(Uint32Array.of(0, 7), 2, 3);
    requireBits(Uint32Array.of(0xffffffff), 1, 32);
  });
});
