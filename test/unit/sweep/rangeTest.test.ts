import assert from 'node:assert/strict';
import { readRangeTest } from '../../../src/sweep/rangeTest';

/** A rate for each of so many steps, from 1e-4 to 10. */
const rates = Array.from({ length: 300 }, (_, i) => 1e-4 * 1e5 ** (i / 299));

describe('a range test', () => {
  it('suggests a quarter of the rate of least smoothed loss', () => {
    const points = rates.map((learningRate, i) => ({
      learningRate,
      loss: 1 + Math.log10(learningRate / 0.2) ** 2 + (i % 2 ? 0.2 : -0.2),
    }));
    const reading = readRangeTest(points);
    // The average runs behind by some 20 steps: a third of a power of ten.
    assert.ok(reading && reading.leastLossAt > 0.2 && reading.leastLossAt < 0.5);
    assert.equal(reading.suggested, Number((reading.leastLossAt / 4).toPrecision(2)));
    assert.equal(reading.isOpen, false);
  });

  it('does not read the first tenth, nor what comes after the loss blew up', () => {
    const points = rates.map((learningRate, i) => ({
      learningRate,
      loss: i < 5 ? 1e-3 : i < 200 ? 2 - i / 200 : 50 * (i - 199),
    }));
    const reading = readRangeTest(points);
    assert.ok(reading && reading.leastLossAt > (rates[150] ?? NaN));
    assert.ok(reading.leastLossAt <= (rates[200] ?? NaN));
    assert.ok(reading.points.length < 210);
  });

  it('says when the loss still falls, and nothing where nothing is finite', () => {
    const falling = rates.map((learningRate, i) => ({ learningRate, loss: 2 - i / 300 }));
    assert.equal(readRangeTest(falling)?.isOpen, true);
    const dead = rates.map((learningRate) => ({ learningRate, loss: NaN }));
    assert.equal(readRangeTest(dead), undefined);
    assert.equal(readRangeTest([]), undefined);
  });
});
