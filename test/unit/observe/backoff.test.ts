import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRandom } from '../../../src/core/data/random';
import { Backoff } from '../../../src/core/observe/backoff';

/** Looks every so many steps of a run whose clock is made up; gives the cadences it went through. */
function simulate(
  backoff: Backoff,
  { step, look, steps }: { step: number; look: (count: number) => number; steps: number },
): number[] {
  let [seconds, everySteps, looks] = [0, 10, 0];
  const cadences = [everySteps];
  for (let i = 1; i <= steps; i++) {
    seconds += step;
    if (i % everySteps !== 0) continue;
    const taken = look(looks++);
    seconds += taken;
    const change = backoff.afterLook(everySteps, taken, seconds);
    if (!change) continue;
    ({ everySteps } = change);
    cadences.push(everySteps);
    assert.match(change.says, new RegExp(`Looking took [0-9.]+ % .* every ${everySteps} steps`));
  }
  return cadences;
}

describe('the backoff', () => {
  const auto = { every_steps: 'auto' } as const;

  it('leaves looks that cost 4 % alone', () => {
    const cadences = simulate(new Backoff(auto), { step: 0.01, look: () => 0.0041, steps: 20_000 });
    assert.deepEqual(cadences, [10]);
  });

  it('looks less often until the budget is kept', () => {
    for (const look of [0.01, 0.03, 0.5]) {
      const cadences = simulate(new Backoff(auto), { step: 0.01, look: () => look, steps: 60_000 });
      const last = cadences.at(-1)!;
      assert.ok(cadences.length > 1 && cadences.length <= 4, `${cadences}`);
      assert.ok(look / (last * 0.01 + look) <= 0.045, `${cadences} for ${look} s`);
    }
  });

  it('is not alarmed by single looks that the system interrupted', () => {
    const look = (count: number) => (count % 5 === 0 ? 0.2 : 0.003);
    assert.deepEqual(simulate(new Backoff(auto), { step: 0.01, look, steps: 20_000 }), [10]);
  });

  it('does not judge a run of a second, so that equal seeds give equal events', () => {
    const cadences = simulate(new Backoff(auto), { step: 0.001, look: () => 0.01, steps: 400 });
    assert.deepEqual(cadences, [10]);
  });

  it('says nothing because of other processes, which take the processor away', () => {
    fc.assert(
      fc.property(
        // Parts of the processor that are left, and how long the others have it at a time.
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        fc.constantFrom(0.004, 0.02),
        // Cost of a look beside ten steps of 10 ms, under the budget.
        fc.double({ min: 0.0001, max: 0.0042, noNaN: true }),
        fc.integer({ min: 0 }),
        (left, slice, look, seed) => {
          const random = createRandom(seed, 'load');
          const draw = () => (random.uint32() + 0.5) / 2 ** 32;
          /** Work that is interrupted as often as its length makes likely. */
          const wall = (work: number) => {
            let [seconds, rest] = [0, work];
            const between = (slice * left) / (1 - left + 1e-9);
            for (;;) {
              const until = -Math.log(draw()) * between;
              if (until >= rest) return seconds + rest;
              seconds += until + slice;
              rest -= until;
            }
          };
          const backoff = new Backoff(auto);
          let seconds = 0;
          for (let count = 0; count < 400; count++) {
            seconds += wall(0.1);
            const taken = wall(look);
            seconds += taken;
            assert.equal(backoff.afterLook(10, taken, seconds), undefined);
          }
        },
      ),
      // Chance is left, one in many thousands: the same runs each time.
      { numRuns: 200, seed: 1 },
    );
  });

  it('does not speak of a burden that passes', () => {
    const look = (count: number) => (count % 100 < 20 ? 0.02 : 0.003);
    assert.deepEqual(simulate(new Backoff(auto), { step: 0.01, look, steps: 20_000 }), [10]);
  });

  it('leaves a cadence that was asked for', () => {
    const asked = new Backoff({ every_steps: 10 });
    assert.deepEqual(simulate(asked, { step: 0.01, look: () => 1, steps: 2000 }), [10]);
  });
});
