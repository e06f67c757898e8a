import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Cadence } from '../../../src/core/observe/cadence';

const sizes = fc.record({
  totalSteps: fc.integer({ min: 1, max: 300 }),
  everySteps: fc.integer({ min: 1, max: 40 }),
  whole: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
  comparesSteps: fc.boolean(),
  atMost: fc.integer({ min: 1, max: 16 }),
});

describe('the cadence of a run', () => {
  it('divides the steps into calls that end where a whole look follows', () => {
    fc.assert(
      fc.property(sizes, ({ totalSteps, comparesSteps, atMost, ...one }) => {
        const cadence = cadenceOf(one, totalSteps, comparesSteps);
        const isFollowed = (step: number) => cadence.isDue(step) && cadence.isWhole(step);
        for (let step = 0; step < totalSteps;) {
          const steps = cadence.stepsTogether(step, Math.min(atMost, totalSteps - step));
          assert.ok(steps >= 1 && steps <= atMost);
          for (let inner = 1; inner < steps; inner++) assert.ok(!isFollowed(step + inner));
          step += steps;
          if (comparesSteps && isFollowed(step)) assert.equal(steps, 1);
          const isLongest = steps === Math.min(atMost, totalSteps - step + steps);
          const isStopped = isFollowed(step) || (comparesSteps && isFollowed(step + 1));
          assert.ok(isLongest || isStopped, 'no call is shorter than it has to be');
        }
      }),
    );
  });

  it('looks at first step, tenth and end as a whole, whatever is asked', () => {
    const cadence = cadenceOf({ everySteps: 40, whole: 5 }, 200, false);
    assert.deepEqual(due(cadence, 200), [1, 20, 40, 80, 120, 160, 200]);
    assert.deepEqual(
      due(cadence, 200).filter((step) => cadence.isWhole(step)),
      [1, 20, 200],
    );
  });

  it('looks deeply where that is planned, also between', () => {
    const plan = { everySteps: 50, says: 'Often.' };
    const monitor = { every_steps: 50 } as const;
    const cadence = new Cadence(plan, 100, monitor, true, { steps: new Set([30]), says: 'Deep.' });
    assert.deepEqual(due(cadence, 100), [1, 10, 30, 50, 100]);
    assert.equal(cadence.says, 'Often. Deep.');
    assert.ok(cadence.isDeep(30) && !cadence.isDeep(50));
  });
});

function cadenceOf(
  { everySteps, whole }: { readonly everySteps: number; readonly whole?: number | undefined },
  totalSteps: number,
  comparesSteps: boolean,
): Cadence {
  const stepPatterns =
    whole === undefined
      ? undefined
      : { samples: 32, averaged: 8, wholeEvery: everySteps * whole, says: '' };
  const plan = { everySteps, says: '', ...(stepPatterns && { stepPatterns }) };
  return new Cadence(plan, totalSteps, { every_steps: everySteps }, comparesSteps);
}

function due(cadence: Cadence, totalSteps: number): number[] {
  return Array.from({ length: totalSteps }, (_, index) => index + 1).filter((step) =>
    cadence.isDue(step),
  );
}
