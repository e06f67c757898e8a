import assert from 'node:assert/strict';
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

  it('leaves a cadence that was asked for', () => {
    const asked = new Backoff({ every_steps: 10 });
    assert.deepEqual(simulate(asked, { step: 0.01, look: () => 1, steps: 2000 }), [10]);
  });
});
