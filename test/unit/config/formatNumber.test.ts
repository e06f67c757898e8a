import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatNumber, withoutNoise } from '../../../src/config/formatNumber';

describe('the spelling of a number', () => {
  for (const [value, text] of [
    [0.003, '3e-3'],
    [0.0030000000000000005, '3e-3'],
    [0.30000000000000004, '0.3'],
    [0.05, '0.05'],
    [0.01, '0.01'],
    [0.0125, '0.0125'],
    [0.00123, '1.23e-3'],
    [1e-4, '1e-4'],
    [0.7, '0.7'],
    [1, '1'],
    [0, '0'],
    [-0.5, '-0.5'],
    [64, '64'],
    [1e6, '1e6'],
    [1234567, '1234567'],
    [1e21, '1e21'],
  ] as const) {
    it(`of ${value} is ${text}`, () => assert.equal(formatNumber(value), text));
  }

  for (const [value, like, text] of [
    [0.003, '0.001', '0.003'],
    [0.003, '1e-3', '3e-3'],
    [0.05, '1e-3', '5e-2'],
    [0.5, '1e-3', '0.5'],
    [0.003, '1.0e-3', '3.0e-3'],
    [0.003, '1E-03', '3E-03'],
    [2e6, '1.0e+3', '2.0e+6'],
    [3, '1.0', '3.0'],
    [0.1, '1.0', '0.1'],
    [0.000003, '0.001', '3e-6'],
    [0.003, '0', '3e-3'],
    [0.003, '0.0', '3e-3'],
    [32, '64', '32'],
    [0.003, 'all', '3e-3'],
  ] as const) {
    it(`of ${value} in place of ${like} is ${text}`, () =>
      assert.equal(formatNumber(value, like), text));
  }

  it('is read back exactly, but for noise in the last two digits', () => {
    const like = fc.constantFrom('', '1', '1.0', '0.001', '1e-3', '1.0e-03', '2E+5', 'x');
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), like, (value, old) => {
        const text = formatNumber(value, old);
        assert.equal(Number(text), withoutNoise(value) + 0);
        assert.equal(JSON.parse(text), Number(text));
        assert.ok(Math.abs(Number(text) - value) <= Math.abs(value) * 5e-15);
      }),
    );
  });

  it('does not exist for what is no number', () => {
    for (const value of [NaN, Infinity]) assert.throws(() => formatNumber(value), RangeError);
  });
});
