import assert from 'node:assert/strict';
import { notDefined } from '../../../src/metrics/measured';
import { meanRelativeOui, relativeOui } from '../../../src/metrics/relativeOui';
import { assertClose, assertNotDefined } from './numbers';

const oneUnit = notDefined('too_few_units', '1 unit.');

describe('relativeOui', () => {
  it('is the ratio to the start', () => {
    assertClose(relativeOui(0.4, 0.8), 0.5);
    assertClose(relativeOui(0.8, 0.8), 1);
    assertClose(relativeOui(0, 0.8), 0);
  });

  it('is not defined without a start to compare with, and passes reasons on', () => {
    assertNotDefined(relativeOui(0.5, 0), 'zero_denominator');
    assertNotDefined(relativeOui(0.5, 9e-4), 'zero_denominator');
    assertNotDefined(relativeOui(oneUnit, 0.5), 'too_few_units');
    assertNotDefined(relativeOui(0.5, oneUnit), 'too_few_units');
    assertNotDefined(relativeOui(NaN, 0.5), 'not_finite');
    assertNotDefined(relativeOui(0.5, NaN), 'not_finite');
    assertNotDefined(relativeOui(0.5, Infinity), 'not_finite');
  });
});

describe('meanRelativeOui', () => {
  it('is the mean of the ratios, not the ratio of the means', () => {
    assertClose(meanRelativeOui([0.4, 0.4], [0.8, 0.4]), 0.75);
  });

  it('leaves out layers without a value', () => {
    assertClose(meanRelativeOui([oneUnit, 0.4, 0.3], [oneUnit, 0.8, 0]), 0.5);
    assertNotDefined(meanRelativeOui([oneUnit], [oneUnit]), 'too_few_units');
    assertNotDefined(meanRelativeOui([0.5, NaN], [0.5, 0.5]), 'not_finite');
  });

  it('refuses lists of different lengths', () => {
    assert.throws(() => meanRelativeOui([0.5], [0.5, 0.5]), /1 layers now and of 2/);
  });
});
