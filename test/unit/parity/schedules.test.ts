import assert from 'node:assert/strict';
import { learningRateAt, learningRateSum } from '../../../src/core/model/schedule';
import { readSchedules } from './golden';

describe('schedules, as PyTorch has them', () => {
  const cases = readSchedules();

  it('has a case of every kind that changes the rate', () => {
    const kinds = new Set(cases.map(({ schedule }) => schedule.kind));
    assert.deepEqual([...kinds].sort(), ['cosine', 'one_cycle', 'step']);
  });

  for (const { name, schedule, rates } of cases)
    it(name, () => {
      rates.forEach((expected, index) => {
        const rate = learningRateAt(schedule, 1, index + 1, rates.length);
        assert.ok(
          Math.abs(rate - expected) < 1e-12,
          `step ${index + 1}: ${rate}, PyTorch has ${expected}`,
        );
      });
      const sum = rates.reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(learningRateSum(schedule, 1, rates.length) - sum) < 1e-10);
    });
});
