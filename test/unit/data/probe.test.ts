import assert from 'node:assert/strict';
import type { Samples } from '../../../src/core/data/dataset';
import { probe } from '../../../src/core/data/probe';
import { createRandom } from '../../../src/core/data/random';

describe('probe', () => {
  const samples: Samples = {
    count: 30,
    inputs: Float32Array.from({ length: 60 }, (_, at) => at),
    targets: Float32Array.from({ length: 30 }, (_, row) => row * 10),
    labels: Int32Array.from({ length: 30 }, (_, row) => row),
  };

  it('is a fixed subset of the samples, each once, inputs, targets and labels together', () => {
    const picked = probe(samples, 12, createRandom(0, 'probe'));
    assert.equal(picked.count, 12);
    assert.equal(new Set(picked.labels).size, 12);
    picked.labels?.forEach((label, row) => {
      const inputs = [...picked.inputs.subarray(2 * row, 2 * row + 2)];
      assert.deepEqual(inputs, [2 * label, 2 * label + 1]);
      assert.equal(picked.targets[row], 10 * label);
    });
    assert.deepEqual(probe(samples, 12, createRandom(0, 'probe')), picked);
    assert.notDeepEqual(probe(samples, 12, createRandom(1, 'probe')), picked);
  });

  it('is all of the samples when there are fewer, a copy without labels when they have none', () => {
    const { count, inputs, targets } = samples;
    const picked = probe({ count, inputs, targets }, 128, createRandom(0, 'probe'));
    assert.deepEqual(picked, { count, inputs, targets });
    assert.notEqual(picked.inputs, inputs);
  });
});
