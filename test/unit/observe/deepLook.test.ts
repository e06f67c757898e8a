import assert from 'node:assert/strict';
import { reference } from '../../../src/core/engines/reference/reference';
import type { Engine } from '../../../src/core/engines/engine';
import { openEngine } from '../../../src/core/engines/ladder';
import { isDefined, type Measured } from '../../../src/metrics/measured';
import { deepTwinsOf } from './deepTwins';
import { lookAt } from './lookAt';
import { smallSettings } from './smallRun';

const digits = { kind: 'bundled', name: 'digits', train_samples: 64, validation: 0.01 };

const cases: Readonly<Record<string, Record<string, unknown>>> = {
  'an mlp under adamw': {},
  'sgd with decay': { optimizer: { kind: 'sgd', learning_rate: 0.1, weight_decay: 0.1 } },
  muon: { optimizer: { kind: 'muon' } },
  'two layers under momentum': {
    model: { kind: 'two_layer', width: 9 },
    optimizer: { kind: 'momentum' },
  },
  'full batch': { training: { batch_size: 'all' } },
  tanh: { model: { kind: 'mlp', hidden: [8, 6], activation: 'tanh', init: { scale: 4 } } },
  dropout: { model: { kind: 'mlp', hidden: [8, 6], dropout: 0.3 } },
  'a cnn': { model: { kind: 'cnn', channels: [3, 4], dense: [5] }, dataset: digits },
  'a cnn with dropout': {
    model: { kind: 'cnn', channels: [3], dense: [], dropout: 0.2 },
    dataset: digits,
  },
  regression: {
    dataset: { kind: 'synthetic', name: 'linear-teacher', samples: 60, dimension: 5 },
    loss: 'mse',
  },
};

for (const name of ['reference', 'onnx'] as const)
  describe(`what preset full sees on engine ${name} equals its twin in metrics for`, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name);
    });

    for (const [title, given] of Object.entries(cases))
      it(title, async () => {
        const settings = smallSettings({ ...given, monitor: { preset: 'full' } });
        const { run, event, watched, moments } = await lookAt(engine, settings, { steps: 'all' });
        const epochs = run.totalSteps / run.stepsPerEpoch;
        const when = { epochs, learningRate: 0.01 };
        const { network, layers } = await deepTwinsOf(run, watched, moments, when);
        let compared = 0;
        const compare = (id: string, where: string, found: number | undefined, twin: Measured) => {
          const layer = run.observer.layers.find((one) => one.name === where);
          const reason = (layer ?? run.observer).notDefined?.[id];
          if (reason !== undefined || !isDefined(twin))
            return assert.equal(found, undefined, `${id} of ${where}: ${reason}`);
          assert.ok(found !== undefined, `${id} of ${where} is missing`);
          // The noise scale is a difference of float32 gradients over another.
          const tolerance = id === 'gradient_noise_scale' ? 2e-3 : 1e-4;
          const error = Math.abs(found - twin);
          assert.ok(
            error <= 2e-6 + tolerance * Math.abs(twin),
            `${id} of ${where} is ${found}, expected ${twin}`,
          );
          compared++;
        };
        for (const [id, twin] of Object.entries(network))
          compare(id, 'network', event.metrics[id], twin);
        for (const [layer, twins] of Object.entries(layers))
          for (const [id, twin] of Object.entries(twins))
            compare(id, layer, event.layers[layer]?.[id], twin);
        assert.ok(compared >= 12, `only ${compared} values were compared`);
      });
  });

describe('a deep look', () => {
  const full = { monitor: { preset: 'full' } };

  it('gives the same numbers for the same seed', async () => {
    const [one, two] = [
      await lookAt(reference, smallSettings(full), { steps: 'all' }),
      await lookAt(reference, smallSettings(full), { steps: 'all' }),
    ];
    assert.deepEqual({ ...one.event, at: '' }, { ...two.event, at: '' });
    assert.deepEqual({ ...one.first, at: '' }, { ...two.first, at: '' });
    const other = await lookAt(reference, smallSettings({ ...full, training: { seed: 1 } }), {
      steps: 'all',
    });
    assert.notEqual(other.event.metrics['sharpness'], one.event.metrics['sharpness']);
  });

  it('leaves training and what standard sees as they are', async () => {
    const [plain, deep] = [
      await lookAt(reference, smallSettings(), { steps: 'all' }),
      await lookAt(reference, smallSettings(full), { steps: 'all' }),
    ];
    assert.deepEqual(deep.run.state.parameters, plain.run.state.parameters);
    for (const [id, value] of Object.entries(plain.event.metrics))
      assert.equal(deep.event.metrics[id], value, id);
  });

  it('says how often and at what cost, and only standard does not', async () => {
    const { run } = await lookAt(reference, smallSettings(full));
    assert.match(run.cadence.says, /preset full: \d+ times.*about \d+ steps.*% on top/);
    const standard = await lookAt(reference, smallSettings());
    assert.doesNotMatch(standard.run.cadence.says, /full/);
    assert.match(standard.run.observer.notDefined['sharpness'] ?? '', /preset standard/);
  });

  it('shares its time out among the metrics that came of it', async () => {
    const { run } = await lookAt(reference, smallSettings(full), { steps: 'all' });
    const costs = run.observer.secondsByMetric;
    const { notDefined } = run.observer;
    for (const id of ['sharpness', 'feature_cka', 'gradient_agreement', 'balancedness', 'oui'])
      assert.ok(costs[id]! > 0, id);
    for (const id of Object.keys(costs)) assert.equal(notDefined[id], undefined, id);
    const total = Object.values(costs).reduce((sum, seconds) => sum + seconds, 0);
    const monitoring = run.clocks.monitoring.seconds;
    assert.ok(Math.abs(total - monitoring) < 0.02 * monitoring, `${total} of ${monitoring}`);
  });

  it('at the start finds features as they were and no drift', async () => {
    const { first } = await lookAt(reference, smallSettings(full));
    for (const layer of ['hidden1', 'hidden2']) {
      const { feature_cka, balance_drift, kernel_velocity } = first.layers[layer]!;
      assert.ok(Math.abs(feature_cka! - 1) < 1e-9);
      assert.equal(balance_drift, 0);
      assert.equal(kernel_velocity, undefined);
    }
  });
});
