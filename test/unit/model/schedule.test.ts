import assert from 'node:assert/strict';
import fc from 'fast-check';
import { learningRateAt, learningRateSum } from '../../../src/core/model/schedule';
import type { ScheduleSettings } from '../../../src/protocol/settings';

const rates = (schedule: ScheduleSettings, base: number, steps: number) =>
  Array.from({ length: steps }, (_, index) => learningRateAt(schedule, base, index + 1, steps));

describe('schedules', () => {
  it('constant stays, and warms up to the full rate without standing still', () => {
    assert.deepEqual(rates({ kind: 'constant', warmup: 0 }, 0.5, 3), [0.5, 0.5, 0.5]);
    assert.deepEqual(rates({ kind: 'constant', warmup: 0.3 }, 8, 10).slice(0, 5), [2, 4, 6, 8, 8]);
  });

  it('cosine starts at the full rate behind the warm-up and ends near 0', () => {
    const seen = rates({ kind: 'cosine', warmup: 0.2 }, 1, 20);
    assert.equal(seen[4], 1);
    assert.ok(Math.abs((seen[12] ?? 0) - 0.5) < 1e-12);
    assert.ok((seen[19] ?? 1) < 0.01);
  });

  it('step falls each time its share of the run is done', () => {
    const seen = rates({ kind: 'step', warmup: 0, every: 1 / 3, factor: 0.1 }, 1, 30);
    const expected = [...Array(10).fill(1), ...Array(10).fill(0.1), ...Array(10).fill(0.01)];
    seen.forEach((rate, index) => assert.ok(Math.abs(rate - Number(expected[index])) < 1e-12));
  });

  it('exponential goes to its factor in equal ratios', () => {
    const seen = rates({ kind: 'exponential', warmup: 0, factor: 1e5 }, 1e-4, 11);
    seen.forEach((rate, index) =>
      assert.ok(Math.abs(rate / (1e-4 * 10 ** (index / 2)) - 1) < 1e-9),
    );
  });

  it('sums to half of the rate times the steps for cosine, as S assumes', () => {
    const sum = learningRateSum({ kind: 'cosine', warmup: 0 }, 0.02, 1000);
    assert.ok(Math.abs(sum / (0.02 * 500) - 1) < 2e-3);
  });

  const share = fc.double({ min: 0, max: 0.9, noNaN: true });
  const schedules: fc.Arbitrary<ScheduleSettings> = fc.oneof(
    fc.record({
      kind: fc.constantFrom('constant' as const, 'cosine' as const, 'one_cycle' as const),
      warmup: share,
    }),
    fc.record({
      kind: fc.constant('step' as const),
      warmup: share,
      every: fc.double({ min: 0.01, max: 1, noNaN: true }),
      factor: fc.double({ min: 0.01, max: 1, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant('exponential' as const),
      warmup: share,
      factor: fc.double({ min: 0.01, max: 1, noNaN: true }),
    }),
  );

  it('is in (0, base] at every step, however short the run, and its sum is that of its steps', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 1, max: 60 }), (schedule, steps) => {
        const seen = rates(schedule, 0.3, steps);
        for (const rate of seen) assert.ok(rate > 0 && rate <= 0.3 * (1 + 1e-12), `${rate}`);
        const sum = seen.reduce((a, b) => a + b, 0);
        assert.ok(Math.abs(learningRateSum(schedule, 0.3, steps) - sum) < 1e-9);
      }),
    );
  });

  it('refuses steps outside the run', () => {
    for (const step of [0, 11, 1.5, Number.NaN])
      assert.throws(
        () => learningRateAt({ kind: 'constant', warmup: 0 }, 1, step, 10),
        /Steps are 1 to 10/,
      );
  });
});
