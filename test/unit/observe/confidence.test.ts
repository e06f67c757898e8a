import assert from 'node:assert/strict';
import { Confidence } from '../../../src/core/observe/confidence';

describe('Confidence', () => {
  it('gives share, rise an epoch and what was kept, as evaluations come', () => {
    const confidence = new Confidence();
    assert.deepEqual(confidence.after(0, Float32Array.of(2, 2, 2, 2)), { confident_share: 0 });
    assert.deepEqual(confidence.after(2, Float32Array.of(0.1, 0.1, 2, 2)), {
      confident_share: 0.5,
      confident_jump: 0.25,
    });
    assert.deepEqual(confidence.after(3, Float32Array.of(0.1, 0.3, 0.1, 0.1)), {
      confident_share: 0.75,
      confident_persistence: 0.5,
      confident_jump: 0.25,
    });
  });

  it('leaves out what is not finite, and goes on from the last that was', () => {
    const confidence = new Confidence();
    confidence.after(0, Float32Array.of(2, 0.1));
    assert.deepEqual(confidence.after(1, Float32Array.of(NaN, 0.1)), {});
    assert.equal(confidence.after(2, Float32Array.of(0.1, 0.1))['confident_jump'], 0.25);
  });
});
