import assert from 'node:assert/strict';
import { deepMetrics } from '../../../src/core/observe/deep/deepReasons';
import { reference } from '../../../src/core/engines/reference/reference';
import { prepare } from '../../../src/core/training/prepare';
import { lookAt } from './lookAt';
import { dataOf, smallSettings } from './smallRun';

/** Those of the contract that a step event may hold. */
const stepMetrics: readonly string[] = [
  ...deepMetrics.run,
  ...deepMetrics.layers,
  ...['oui', 'oui_relative', 'weight_change', 'neuron_alignment', 'kernel_target_alignment'],
  ...['gradient_feature_alignment', 'gradient_agreement', 'gradient_noise_scale', 'update_ratio'],
  ...['dead_units', 'sharpness_ratio', 'decay_horizon', 'total_shrink', 'weight_norm_ratio'],
  'weight_movement',
];
const layerMetrics: readonly string[] = [
  ...deepMetrics.layers,
  ...['oui', 'oui_relative', 'dead_units', 'weight_change', 'weight_norm_ratio'],
  ...['weight_movement', 'update_ratio', 'neuron_alignment'],
];
const mlp = { kind: 'mlp', hidden: [8, 6] };

const cases: Readonly<Record<string, Record<string, unknown>>> = {
  defaults: {},
  tanh: { model: { ...mlp, activation: 'tanh' } },
  square: { model: { ...mlp, activation: 'square' } },
  'batch normalization': { model: { ...mlp, normalization: 'batch' } },
  'layer normalization': { model: { ...mlp, normalization: 'layer' } },
  'one unit': { model: { kind: 'two_layer', width: 1 } },
  adam: { optimizer: { kind: 'adam' } },
  'adam without decay': { optimizer: { kind: 'adam', weight_decay: 0 } },
  'sgd without decay': { optimizer: { kind: 'sgd', weight_decay: 0 } },
  regression: {
    dataset: { kind: 'synthetic', name: 'linear-teacher', samples: 60, dimension: 5 },
    loss: 'mse',
  },
  logistic: { dataset: { kind: 'synthetic', name: 'two-moons', samples: 60 }, loss: 'logistic' },
  economy: { monitor: { preset: 'economy' } },
  full: { monitor: { preset: 'full' } },
  'full, two layers': {
    monitor: { preset: 'full' },
    dataset: { kind: 'synthetic', name: 'two-moons', samples: 60 },
    model: { kind: 'two_layer', width: 9 },
    loss: 'logistic',
    optimizer: { kind: 'momentum' },
  },
  'full, tanh': { monitor: { preset: 'full' }, model: { ...mlp, activation: 'tanh' } },
  'full, square': { monitor: { preset: 'full' }, model: { ...mlp, activation: 'square' } },
  'full, normalized': { monitor: { preset: 'full' }, model: { ...mlp, normalization: 'batch' } },
  'full, regression': {
    monitor: { preset: 'full' },
    dataset: { kind: 'synthetic', name: 'linear-teacher', samples: 60, dimension: 5 },
    loss: 'mse',
  },
};

describe('every metric has a value or a reason, never both:', () => {
  for (const [title, given] of Object.entries(cases))
    it(title, async () => {
      const { run, event } = await lookAt(reference, smallSettings(given), { steps: 'all' });
      const { layers } = run.observer;
      const notDefined = { ...run.observer.notDefined, ...event.notDefined };
      for (const id of stepMetrics)
        assert.notEqual(event.metrics[id] === undefined, notDefined[id] === undefined, id);
      for (const layer of layers)
        for (const id of layerMetrics) {
          const value = event.layers[layer.name]?.[id];
          // A preset's reason holds for the whole run.
          const reason = layer.notDefined?.[id] ?? (value === undefined && notDefined[id]);
          assert.notEqual(value === undefined, !reason, `${id} of ${layer.name}`);
        }
    });

  it('what depends on losses', async () => {
    const reasonsOf = async (given: Record<string, unknown>) => {
      const settings = smallSettings(given);
      const dataset = await dataOf(settings);
      const run = await prepare({ runId: 'test', settings, dataset, engine: reference });
      return run.observer.notDefined;
    };
    const clusters = { kind: 'synthetic', name: 'clusters', samples: 60, dimension: 5, classes: 3 };
    const held = await reasonsOf({ dataset: { ...clusters, validation: 0.2 } });
    assert.equal(held['loss_gap'], undefined);
    assert.equal(held['confident_share'], undefined);
    const whole = await reasonsOf({ dataset: { ...clusters, validation: 0 } });
    assert.equal(whole['loss_gap'], 'no validation data');
    assert.match((await reasonsOf({ loss: 'mse' }))['loss_gap'] ?? '', /nats/);
    const { regression } = cases;
    assert.match((await reasonsOf(regression!))['confident_share'] ?? '', /regression/);
  });

  it('adam has neither shrink nor horizon, at any decay, and says what has', async () => {
    for (const weight_decay of [0, 0.1]) {
      const { run } = await lookAt(
        reference,
        smallSettings({ optimizer: { kind: 'adam', weight_decay } }),
      );
      for (const id of ['total_shrink', 'decay_horizon'])
        assert.match(run.observer.notDefined[id] ?? '', /adamw/);
    }
  });

  it('batch normalization leaves the run without a weight change, not with that of the output', async () => {
    const { event } = await lookAt(reference, smallSettings(cases['batch normalization']));
    assert.equal(event.metrics['weight_change'], undefined);
    assert.ok(event.layers['output']!['weight_change']! > 0);
  });
});
