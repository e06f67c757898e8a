import assert from 'node:assert/strict';
import { metricIds } from '../../src/metrics/catalog';
import {
  formatCount,
  formatEpoch,
  formatNumber,
  formatPercent,
} from '../../webview/words/formatNumber';
import { formatMoment, formatSeconds } from '../../webview/words/formatTime';
import { metricLabel, metricSays, metricTitle } from '../../webview/words/metricLabel';

/** Thin no-break spaces and minus signs as they are typed. */
function plain(text: string): string {
  return text.replaceAll('\u202f', ' ').replaceAll('\u2212', '-');
}

describe('numbers in words', () => {
  it('are written as a person would write a setting', () => {
    const cases: readonly (readonly [number, string])[] = [
      [0.0030000000000000005, '3e-3'],
      [1e-4, '1e-4'],
      [2.5e-4, '2.5e-4'],
      [0.01, '0.01'],
      [0.1, '0.1'],
      [1, '1'],
      [64, '64'],
      [0, '0'],
      [1e6, '1e6'],
    ];
    for (const [value, text] of cases) assert.equal(plain(formatNumber(value, 'power')), text);
  });

  it('keep three digits, or two decimals', () => {
    assert.equal(formatNumber(1.2345, 'short'), '1.23');
    assert.equal(formatNumber(0.00042, 'short'), '4.2e-4');
    assert.equal(plain(formatNumber(12345, 'short')), '12 345');
    assert.equal(formatNumber(0.62499, 'two'), '0.62');
    assert.equal(plain(formatNumber(-0.5, 'two')), '-0.50');
    assert.equal(formatNumber(-0.001, 'two'), '0.00');
    assert.equal(formatNumber(0.62499, 'fine'), '0.6250');
    assert.equal(formatNumber(0, 'two'), '0.00');
    assert.equal(formatNumber(3.82894e-7, 'rate'), '3.83e-7');
    assert.equal(formatNumber(0.001, 'rate'), '1e-3');
  });

  it('say what is not a number', () => {
    assert.equal(formatNumber(NaN, 'two'), 'NaN');
    assert.equal(formatNumber(Infinity, 'short'), 'infinite');
    assert.equal(formatNumber(-Infinity, 'power'), '-infinite');
    assert.equal(formatPercent(NaN), 'NaN');
  });

  it('are shares, counts and epochs', () => {
    assert.equal(plain(formatPercent(0.018)), '1.8 %');
    assert.equal(plain(formatPercent(0.9421)), '94 %');
    assert.equal(plain(formatCount(1234567)), '1 234 567');
    assert.equal(formatEpoch(3), '3');
    assert.equal(formatEpoch(3.14159), '3.14');
  });

  it('are times', () => {
    assert.equal(plain(formatSeconds(0.84)), '0.8 s');
    assert.equal(plain(formatSeconds(200)), '3 min 20 s');
    assert.equal(plain(formatSeconds(3900)), '1 h 05 min');
    assert.equal(formatMoment('not a time'), 'not a time');
    assert.match(formatMoment('2026-03-02T10:00:00.000Z'), /^2026-03-0\d \d\d:\d\d$/);
  });
});

describe('metrics in words', () => {
  it('have a label, a title and a meaning each', () => {
    for (const id of metricIds) {
      assert.notEqual(metricLabel(id), '');
      assert.match(metricTitle(id), /^[A-Z]/);
      assert.match(metricSays(id), /\w/);
    }
    assert.equal(metricLabel('oui'), 'OUI');
    assert.equal(metricLabel('loss_gap'), 'loss gap');
  });

  it('are read from their id where the catalog does not know them', () => {
    assert.equal(metricLabel('train_loss'), 'train loss');
    assert.equal(metricTitle('train_loss'), 'Train loss');
    assert.equal(metricSays('train_loss'), '');
    assert.equal(metricTitle('__proto__'), '  proto  ');
  });
});
