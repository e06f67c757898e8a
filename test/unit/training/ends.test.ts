import assert from 'node:assert/strict';
import type { Engine } from '../../../src/core/engines/engine';
import { openEngine } from '../../../src/core/engines/ladder';
import { divergence } from '../../../src/core/training/ending';
import { StopSignal } from '../../../src/core/training/stopSignal';
import { smallSettings } from '../observe/smallRun';
import { trainSmall, type Recorded } from './trainSmall';

describe('how training ends:', () => {
  let onnx: Engine;
  before(async () => {
    onnx = await openEngine('onnx');
  });

  it('stopped on request, wherever the request finds it', async () => {
    const settings = smallSettings({ training: { epochs: 4 }, monitor: { every_steps: 1 } });
    let asked = 0;
    const whole = await trainSmall(onnx, settings, () => ++asked < 0);
    const outcomes = new Set<string>();
    for (let patience = 0; patience < asked; patience++) {
      let questions = 0;
      const run = await trainSmall(onnx, settings, () => questions++ >= patience);
      assert.equal(run.ended.outcome, 'stopped', `after ${patience} questions`);
      assert.equal(questions, patience + 1, 'it asks no further');
      const last = run.steps.at(-1)?.step ?? 0;
      assert.match(run.ended.reason ?? '', new RegExp(`after ${last} of 12 steps`));
      assert.ok(run.events.length < whole.events.length);
      assert.equal(run.events.at(-1)?.type, 'run.ended');
      outcomes.add(run.events.at(-2)?.type ?? '');
    }
    assert.deepEqual([...outcomes].sort(), ['epoch.ended', 'run.started', 'step.ended']);
  });

  it('diverged where the loss grows out of bounds, with a last look', async () => {
    const settings = smallSettings({
      loss: 'mse',
      optimizer: { kind: 'sgd', learning_rate: 1e3, weight_decay: 0 },
      training: { epochs: 20 },
    });
    const run = await trainSmall(onnx, settings);
    assert.equal(run.ended.outcome, 'diverged');
    assert.match(run.ended.reason ?? '', /The training loss (became|grew)/);
    const last = run.events.at(-2);
    assert.ok(last?.type === 'step.ended');
    assert.match(run.ended.reason ?? '', new RegExp(`step ${last.step}\\.`));
    assertFinite(run);
  });

  it('diverged where only the last update blows up', async () => {
    const settings = smallSettings({
      optimizer: { kind: 'sgd', learning_rate: 1e38, weight_decay: 0 },
      training: { epochs: 1, batch_size: 'all' },
    });
    const run = await trainSmall(onnx, settings);
    assert.equal(run.ended.outcome, 'diverged');
    assert.equal(run.steps.at(-1)?.step, 1);
    assertFinite(run);
  });

  it('what counts as divergence', () => {
    assert.equal(divergence(2, 1, 5), undefined);
    assert.equal(divergence(9000, 0.1, 5), undefined);
    assert.match(divergence(NaN, 1, 5)?.reason ?? '', /became NaN at step 5/);
    assert.match(divergence(Infinity, 1, 5)?.reason ?? '', /became Infinity at step 5/);
    assert.match(divergence(12345, 0.123, 7)?.reason ?? '', /from 0\.123 to 12300 by step 7/);
    assert.equal(divergence(1.1e4, 2, 1), undefined, 'a large start allows for more');
  });
});

describe('StopSignal', () => {
  it('hears the control file, at most ten times a second, and once is enough', async () => {
    let looks = 0;
    let isAsked = false;
    const signal = new StopSignal({ stopRequested: () => (looks++, isAsked) });
    try {
      for (let i = 0; i < 1000; i++) assert.equal(signal.isRequested(), false);
      assert.equal(looks, 1);
      isAsked = true;
      await new Promise((resolve) => setTimeout(resolve, 120));
      assert.equal(signal.isRequested(), true);
      isAsked = false;
      await new Promise((resolve) => setTimeout(resolve, 120));
      assert.equal(signal.isRequested(), true);
    } finally {
      signal.release();
    }
  });

  it('hears SIGINT and SIGTERM, and leaves them alone afterwards', () => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      const before = process.listenerCount(name);
      const signal = new StopSignal({ stopRequested: () => false });
      // Not sent: the test runner listens too.
      process.listeners(name).at(-1)?.(name);
      assert.equal(signal.isRequested(), true);
      signal.release();
      assert.equal(process.listenerCount(name), before);
    }
  });
});

/** No number that is not one reaches the metrics. */
function assertFinite({ steps, epochs }: Recorded): void {
  for (const { metrics } of epochs) assertAllFinite(metrics);
  for (const { metrics, layers } of steps)
    [metrics, ...Object.values(layers)].forEach(assertAllFinite);
}

function assertAllFinite(values: Readonly<Record<string, number>>): void {
  for (const [id, value] of Object.entries(values)) assert.ok(Number.isFinite(value), id);
}
