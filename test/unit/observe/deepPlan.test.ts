import assert from 'node:assert/strict';
import { planDeepLooks } from '../../../src/core/observe/deep/deepPlan';
import { sliceSizes } from '../../../src/core/observe/deep/trainingSlice';
import type { WorkEstimate } from '../../../src/core/observe/workEstimate';

const work: WorkEstimate = {
  step: 100,
  look: 300,
  stepLook: () => 30,
  evaluation: (samples) => samples,
};
const run = { totalSteps: 1000, trainSamples: 1000, batchSize: 64, everySteps: 'auto' } as const;

describe('planDeepLooks', () => {
  it('looks at start, tenth and end however short the run', () => {
    const { steps } = planDeepLooks({ ...run, totalSteps: 20 }, work);
    assert.deepEqual(
      [...steps].sort((a, b) => a - b),
      [0, 2, 20],
    );
  });

  it('looks more often in a longer run, at most 40 times and a fifth of the time', () => {
    const looks = (totalSteps: number) => planDeepLooks({ ...run, totalSteps }, work).steps.size;
    assert.ok(looks(1000) < looks(10_000) && looks(10_000) < looks(100_000));
    assert.ok(looks(10_000_000) <= 42);
    const { says } = planDeepLooks({ ...run, totalSteps: 20_000 }, work);
    const share = Number(/about ([\d.]+) % on top/.exec(says)?.[1]);
    assert.ok(share > 5 && share <= 20, says);
  });

  it('says what it costs where it is over its budget too', () => {
    const { says } = planDeepLooks({ ...run, totalSteps: 20 }, work);
    assert.ok(Number(/about ([\d.]+) % on top/.exec(says)?.[1]) > 100, says);
  });

  it('follows a number in monitor.every_steps', () => {
    const { steps, says } = planDeepLooks({ ...run, everySteps: 250 }, work);
    assert.deepEqual(
      [...steps].sort((a, b) => a - b),
      [0, 100, 250, 500, 750, 1000],
    );
    assert.match(says, /every 250 steps/);
  });
});

describe('sliceSizes', () => {
  it('takes mini-batches of the run, at most a quarter of what is looked at', () => {
    assert.deepEqual(sliceSizes(1000, 64), { whole: 1000, batch: 64, batches: 8, curvature: 256 });
    assert.deepEqual(sliceSizes(100, 'all'), { whole: 100, batch: 25, batches: 4, curvature: 100 });
    assert.deepEqual(sliceSizes(60_000, 4096), {
      whole: 2048,
      batch: 512,
      batches: 4,
      curvature: 256,
    });
    assert.deepEqual(sliceSizes(3, 2), { whole: 3, batch: 1, batches: 3, curvature: 3 });
  });
});
