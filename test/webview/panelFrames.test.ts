import assert from 'node:assert/strict';
import { panelFrames } from '../bench/panelFrames';

describe('the panel with a long live run', function () {
  this.timeout(120_000);

  // The bench has the sharp bound; here other work may share the processor.
  it('draws 10 000 points that go on growing without holding up the page', async () => {
    const { frames, longTasks, longTasksOfSwitch, busy } = await panelFrames({
      seconds: 4,
      points: 10_000,
      width: 1400,
      height: 900,
    });
    const sorted = [...frames].sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
    assert.ok(frames.length > 40, `${frames.length} frames in 4 seconds`);
    assert.ok(median < 50, `half of the frames took ${median} ms`);
    const longest = Math.max(0, ...longTasks, ...longTasksOfSwitch);
    assert.ok(longest < 500, `the page was held up for ${longest} ms`);
    assert.ok(busy < 0.75, `busy ${busy} of the time`);
  });
});
