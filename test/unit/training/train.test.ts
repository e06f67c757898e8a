import assert from 'node:assert/strict';
import type { Engine } from '../../../src/core/engines/engine';
import { openEngine } from '../../../src/core/engines/ladder';
import { reference } from '../../../src/core/engines/reference/reference';
import { smallSettings } from '../observe/smallRun';
import { trainSmall, withoutTimes } from './trainSmall';

const clusters = { kind: 'synthetic', name: 'clusters', samples: 60, dimension: 5, classes: 3 };

describe('training', () => {
  let onnx: Engine;
  before(async () => {
    onnx = await openEngine('onnx');
  });

  for (const name of ['reference', 'onnx'] as const)
    it(`gives the same events for the same seed, and others for another, on ${name}`, async () => {
      const engine = name === 'onnx' ? onnx : reference;
      const model = { kind: 'mlp', hidden: [8, 6], dropout: 0.2, normalization: 'batch' };
      const of = (seed: number) => trainSmall(engine, smallSettings({ model, training: { seed } }));
      const [first, second, other] = [await of(1), await of(1), await of(2)];
      assert.deepEqual(withoutTimes(first.events), withoutTimes(second.events));
      assert.equal(first.ended.outcome, 'finished');
      const last = (run: typeof first) => run.epochs.at(-1)?.trainLoss;
      assert.notEqual(last(first), last(other));
    });

  it('is a story with a beginning, every epoch and an end', async () => {
    const { events, epochs, steps } = await trainSmall(onnx, smallSettings());
    assert.equal(events[0]?.type, 'run.started');
    assert.equal(events.at(-1)?.type, 'run.ended');
    assert.deepEqual(
      epochs.map(({ epoch }) => epoch),
      [0, 1, 2, 3],
    );
    const [started] = events;
    assert.ok(started?.type === 'run.started');
    assert.equal(started.totalSteps, 9);
    assert.deepEqual(started.samples, { train: 48, validation: 12 });
    assert.equal(steps[0]?.step, 0);
    assert.equal(steps.at(-1)?.step, 9);
    assert.equal(steps.at(-1)?.epoch, 3);
    for (const { monitoringShare } of epochs)
      assert.ok(monitoringShare !== undefined && monitoringShare > 0 && monitoringShare < 1);
  });

  it('learns', async () => {
    const settings = smallSettings({
      dataset: { ...clusters, noise: 0.3 },
      training: { epochs: 40 },
    });
    const { epochs } = await trainSmall(onnx, settings);
    const [first, last] = [epochs[0]!, epochs.at(-1)!];
    assert.ok(last.metrics['train_loss']! < first.metrics['train_loss']! / 3);
    assert.ok(last.trainScore > 0.9, `${last.trainScore}`);
  });

  it('evaluates the training loss at the start, the first epoch past a tenth, and the end', async () => {
    for (const epochs of [1, 3, 10, 11, 25]) {
      const run = await trainSmall(onnx, smallSettings({ training: { epochs } }));
      const evaluated = run.epochs.filter(({ metrics }) => metrics['train_loss'] !== undefined);
      const at = evaluated.map(({ epoch }) => epoch);
      for (const epoch of [0, Math.ceil(epochs / 10), epochs])
        assert.ok(at.includes(epoch), `${epochs} epochs: ${at}`);
      for (const { metrics } of evaluated) {
        assert.ok(metrics['train_score']! >= 0 && metrics['train_score']! <= 1);
        assert.ok(metrics['loss_gap'] !== undefined);
        assert.ok(metrics['confident_share'] !== undefined);
      }
    }
  });

  it('has no validation fields without validation data', async () => {
    const dataset = { ...clusters, validation: 0 };
    const { epochs, events } = await trainSmall(onnx, smallSettings({ dataset }));
    for (const event of epochs) {
      assert.ok(!('validationLoss' in event) && !('validationScore' in event));
      assert.equal(event.metrics['loss_gap'], undefined);
    }
    assert.ok(events[0]?.type === 'run.started');
    assert.deepEqual(events[0].samples, { train: 60, validation: 0 });
  });

  it('observes as often as it is asked to, and at start, first step, tenth and end', async () => {
    const settings = smallSettings({
      monitor: { every_steps: 7 },
      training: { epochs: 10, batch_size: 16 },
    });
    const { steps } = await trainSmall(onnx, settings);
    const looked = steps.filter(({ metrics }) => metrics['oui'] !== undefined);
    assert.deepEqual(
      looked.map(({ step }) => step),
      [0, 1, 3, 7, 14, 21, 28, 30],
    );
  });

  it('weighs a short last batch by its samples', async () => {
    const dataset = { ...clusters, validation: 0 };
    const settings = smallSettings({
      dataset,
      training: { epochs: 1, batch_size: 25 },
      monitor: { every_steps: 1 },
    });
    const { steps, epochs } = await trainSmall(onnx, settings);
    const [, ...losses] = steps.map(({ trainLoss }) => trainLoss);
    assert.equal(losses.length, 3);
    const mean = (25 * losses[0]! + 25 * losses[1]! + 10 * losses[2]!) / 60;
    assert.ok(Math.abs(epochs[1]!.trainLoss - mean) < 1e-12);
  });

  it('takes all samples in one batch: the loss of epoch 1 is that of the start', async () => {
    const settings = smallSettings({ training: { epochs: 2, batch_size: 'all' } });
    const { epochs, events } = await trainSmall(onnx, settings);
    assert.ok(events[0]?.type === 'run.started');
    assert.equal(events[0].totalSteps, 2);
    const error = epochs[1]!.trainLoss - epochs[0]!.metrics['train_loss']!;
    assert.ok(Math.abs(error) < 1e-6, `${error}`);
  });

  it('ends early at the training loss that it is told to reach', async () => {
    const settings = smallSettings({ training: { epochs: 100, stop_at_train_loss: 0.6 } });
    const { epochs, ended } = await trainSmall(onnx, settings);
    assert.equal(ended.outcome, 'finished');
    assert.ok(epochs.at(-1)!.trainLoss <= 0.6);
    assert.ok(epochs.slice(1, -1).every(({ trainLoss }) => trainLoss > 0.6));
    assert.match(ended.reason ?? '', new RegExp(`reached 0.6 after ${epochs.length - 1} of 100`));
  });

  it('trains on redrawn labels and validates on clean ones', async () => {
    const of = (label_noise: number) =>
      trainSmall(onnx, smallSettings({ dataset: { ...clusters, label_noise } }));
    const [clean, noisy] = [await of(0), await of(0.8)];
    assert.equal(noisy.ended.outcome, 'finished');
    assert.equal(clean.epochs[0]!.validationLoss, noisy.epochs[0]!.validationLoss);
    assert.notEqual(clean.epochs[0]!.trainLoss, noisy.epochs[0]!.trainLoss);
  });

  it('writes about 2000 plain steps at most', async () => {
    const settings = smallSettings({
      model: { kind: 'two_layer', width: 2 },
      training: { epochs: 100, batch_size: 1 },
      monitor: { every_steps: 1000 },
    });
    const { steps } = await trainSmall(onnx, settings);
    assert.ok(steps.length > 1500 && steps.length <= 2020, `${steps.length} of 4800`);
  });
});
