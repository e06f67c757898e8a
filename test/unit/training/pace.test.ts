import assert from 'node:assert/strict';
import { Pace } from '../../../src/core/training/pace';

describe('Pace', () => {
  it('starts with one step, and takes more when they are fast', () => {
    const pace = new Pace(100);
    assert.equal(pace.steps, 1);
    pace.took(1, 3);
    assert.equal(pace.steps, 5);
    for (let i = 0; i < 20; i++) pace.took(10, 1);
    assert.equal(pace.steps, 16);
    for (let i = 0; i < 20; i++) pace.took(1, 40);
    assert.equal(pace.steps, 1);
  });

  it('takes few of large mini-batches, and at least one', () => {
    const of = (numbers: number) => {
      const pace = new Pace(numbers);
      pace.took(1, 0.001);
      return pace.steps;
    };
    assert.deepEqual([of(2 ** 18), of(2 ** 20), of(2 ** 24)], [4, 1, 1]);
  });
});
