import assert from 'node:assert/strict';
import { bestOf } from '../../../src/sweep/objective';
import type { Trial } from '../../../src/sweep/trial';

describe('the best trial of a sweep', () => {
  it('has the least loss of those that finished', () => {
    const trials = [trial(0, 0.5, 0.9), trial(1, 0.4, 0.91), trial(2, 0.3, 0.92, 'stopped')];
    assert.equal(bestOf(trials)?.number, 1);
  });

  it('is not one that guesses and is less sure than those that are right', () => {
    const trials = [
      trial(0, 2.3, 0.1),
      trial(1, 3.1, 0.72),
      trial(2, 2.9, 0.71),
      trial(3, 2.8, 0.6),
    ];
    assert.equal(bestOf(trials)?.number, 2);
  });

  it('is judged by training loss where nothing was held out, the first of equals', () => {
    const trials = [trial(0, 0.5), trial(1, 0.2), trial(2, 0.2)];
    assert.equal(bestOf(trials)?.number, 1);
  });

  it('is none where no loss is a number', () => {
    assert.equal(bestOf([trial(0, NaN, 0.9), trial(1, Infinity, 0.9)]), undefined);
    assert.equal(bestOf([]), undefined);
  });
});

function trial(
  number: number,
  loss: number,
  validationScore?: number,
  outcome: 'finished' | 'stopped' = 'finished',
): Trial {
  const held = validationScore === undefined ? {} : { validationLoss: loss, validationScore };
  const reading = { epoch: 5, trainLoss: loss, trainScore: 0.99, ...held };
  return { number, params: {}, run: 'x', state: 'ended', outcome, readings: [reading] };
}
