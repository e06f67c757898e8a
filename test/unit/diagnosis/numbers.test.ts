import assert from 'node:assert/strict';
import fc from 'fast-check';
import { learningRateSum } from '../../../src/core/model/schedule';
import { underTrainingNoise } from '../../../src/diagnosis/noisyValidation';
import { meanShare } from '../../../src/diagnosis/plannedShrink';
import { roundToRung, roundToTwoDigits } from '../../../src/diagnosis/roundSetting';
import { formatNumber } from '../../../src/protocol/formatNumber';
import type { ScheduleSettings } from '../../../src/protocol/settings';

describe('roundToRung', () => {
  it('writes what a person would', () => {
    assert.equal(roundToRung(0.001 * 3), 0.003);
    assert.equal(roundToRung(0.003 * 3), 0.01);
    assert.equal(roundToRung(0.0030000000000000005), 0.003);
    assert.equal(roundToRung(1e-4 / 3), 3e-5);
    assert.equal(roundToRung(0.05 / 3), 0.02);
    assert.equal(roundToRung(8), 10);
  });

  it('stays within a factor of 1.5, and keeps its own values', () => {
    const value = fc.double({ min: -12, max: 12, noNaN: true }).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(value, (one) => {
        const rung = roundToRung(one);
        assert.ok(Math.max(rung / one, one / rung) < 1.5);
        assert.equal(roundToRung(rung), rung);
        assert.match(String(Number(rung.toExponential().split('e')[0])), /^[1235]$/);
      }),
    );
  });

  it('refuses what has no rung', () => {
    for (const value of [0, -1, NaN, Infinity]) assert.throws(() => roundToRung(value), RangeError);
    assert.throws(() => roundToTwoDigits(0), RangeError);
  });
});

describe('formatNumber', () => {
  it('writes small and large settings with a power of ten, the others plainly', () => {
    const texts: readonly (readonly [number, string])[] = [
      [0.003, '3e-3'],
      [0.0001, '1e-4'],
      [0.00035, '3.5e-4'],
      [0.0030000000000000005, '3e-3'],
      [0.03, '0.03'],
      [0.7, '0.7'],
      [0, '0'],
      [20, '20'],
      [1e5, '100000'],
      [1e6, '1e6'],
      [-0.002, '-2e-3'],
      [NaN, 'NaN'],
    ];
    for (const [value, text] of texts) assert.equal(formatNumber(value), text);
  });

  it('is read back as the same number', () => {
    const value = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: -9, max: 9 }));
    fc.assert(
      fc.property(value, ([digits, exponent]) => {
        const one = Number(`${digits}e${exponent}`);
        assert.equal(Number(formatNumber(one)), one);
      }),
    );
  });
});

describe('meanShare', () => {
  const schedules: readonly ScheduleSettings[] = [
    { kind: 'constant', warmup: 0 },
    { kind: 'constant', warmup: 0.1 },
    { kind: 'cosine', warmup: 0 },
    { kind: 'cosine', warmup: 0.05 },
    { kind: 'one_cycle', warmup: 0 },
    { kind: 'exponential', warmup: 0, factor: 1e-3 },
    { kind: 'exponential', warmup: 0, factor: 30 },
    { kind: 'one_cycle', warmup: 0.1 },
    { kind: 'step', warmup: 0, every: 0.3, factor: 0.1 },
    { kind: 'step', warmup: 0.1, every: 0.5, factor: 0.2 },
  ];
  for (const schedule of schedules)
    it(`agrees with the trainer's schedule: ${JSON.stringify(schedule)}`, () => {
      const steps = 2000;
      const exact = learningRateSum(schedule, 1, steps) / steps;
      assert.ok(
        Math.abs(meanShare(schedule) / exact - 1) < 0.01,
        `${meanShare(schedule)} ${exact}`,
      );
    });
});

describe('underTrainingNoise', () => {
  it('is the loss on redrawn labels where all wrong classes are equally likely', () => {
    const right = 0.7;
    const classes = 5;
    const other = (1 - right) / (classes - 1);
    const redrawn = -(Math.log(right) + (classes - 1) * Math.log(other)) / classes;
    for (const noise of [0.1, 0.5, 1]) {
      const expected = (1 - noise) * -Math.log(right) + noise * redrawn;
      assert.ok(Math.abs(underTrainingNoise(-Math.log(right), noise, classes) - expected) < 1e-12);
    }
  });

  it('leaves guessing and clean labels as they are, and stays finite', () => {
    const guessing = Math.log(10);
    assert.ok(Math.abs(underTrainingNoise(guessing, 0.4, 10) - guessing) < 1e-12);
    assert.equal(underTrainingNoise(0.3, 0, 10), 0.3);
    assert.ok(Number.isFinite(underTrainingNoise(0, 0.4, 10)));
    assert.ok(Number.isNaN(underTrainingNoise(NaN, 0.4, 10)));
  });
});
