import assert from 'node:assert/strict';
import { ReusedArray } from '../../../src/core/data/reusedArray';

describe('ReusedArray', () => {
  it('gives the same array for the same length, and one memory for all', () => {
    const reused = new ReusedArray();
    const long = reused.first(5);
    const short = reused.first(2);
    long.set([1, 2, 3, 4, 5]);
    assert.deepEqual([...short], [1, 2]);
    assert.equal(reused.first(5), long);
    assert.equal(reused.first(2), short);
  });

  it('grows', () => {
    const reused = new ReusedArray();
    reused.first(2).set([1, 2]);
    assert.equal(reused.first(9).length, 9);
    assert.equal(reused.first(2).buffer, reused.first(9).buffer);
  });
});
