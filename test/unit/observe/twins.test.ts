import assert from 'node:assert/strict';
import type { Engine } from '../../../src/core/engines/engine';
import { openEngine } from '../../../src/core/engines/ladder';
import { isDefined, type Measured } from '../../../src/metrics/measured';
import { meanOfLayers } from '../../../src/metrics/meanOfLayers';
import { lookAt } from './lookAt';
import { smallSettings } from './smallRun';

const digits = { kind: 'bundled', name: 'digits', train_samples: 64, validation: 0.01 };
const regression = { kind: 'synthetic', name: 'linear-teacher', samples: 60, dimension: 5 };

const cases: Readonly<Record<string, Record<string, unknown>>> = {
  'an mlp': {},
  'odd and tiny widths': { model: { kind: 'mlp', hidden: [33, 2, 1, 3] } },
  two_layer: { model: { kind: 'two_layer', width: 9 } },
  gelu: { model: { kind: 'mlp', hidden: [8, 6], activation: 'gelu' } },
  silu: { model: { kind: 'mlp', hidden: [8, 6], activation: 'silu' } },
  tanh: { model: { kind: 'mlp', hidden: [8], activation: 'tanh' } },
  square: { model: { kind: 'mlp', hidden: [8], activation: 'square' } },
  'layer normalization': { model: { kind: 'mlp', hidden: [8, 6], normalization: 'layer' } },
  'batch normalization': { model: { kind: 'mlp', hidden: [8, 6], normalization: 'batch' } },
  'an output multiplier': { model: { kind: 'mlp', hidden: [8], output_multiplier: 0.1 } },
  dropout: { model: { kind: 'mlp', hidden: [8, 6], dropout: 0.3 } },
  'a cnn': { model: { kind: 'cnn', channels: [3, 4], dense: [5] }, dataset: digits },
  'a cnn with batch normalization and no dense layer': {
    model: { kind: 'cnn', channels: [3], dense: [], normalization: 'batch' },
    dataset: digits,
  },
  logistic: { dataset: { kind: 'synthetic', name: 'two-moons', samples: 60 }, loss: 'logistic' },
  'mse of classes': { loss: 'mse' },
  'mse of centred outputs': {
    model: { kind: 'mlp', hidden: [8, 6], centre_outputs: true },
    loss: 'mse',
  },
  regression: { dataset: regression, loss: 'mse' },
  'a probe of 2': { monitor: { probe_samples: 2 } },
  'more features than probe samples': {
    model: { kind: 'two_layer', width: 40 },
    monitor: { probe_samples: 10 },
  },
  sgd: { optimizer: { kind: 'sgd' } },
  momentum: { optimizer: { kind: 'momentum' } },
  muon: { optimizer: { kind: 'muon' } },
  'a tiny step': { optimizer: { learning_rate: 1e-6 } },
};

for (const name of ['reference', 'onnx'] as const)
  describe(`what is observed on engine ${name} equals its twin in metrics for`, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name);
    });

    for (const [title, given] of Object.entries(cases))
      it(title, async () => {
        const { run, event, twins } = await lookAt(engine, smallSettings(given));
        let compared = 0;
        const compare = (id: string, where: string, found: number | undefined, twin: Measured) => {
          const layer = run.observer.layers.find((one) => one.name === where);
          const reason = layer ? layer.notDefined?.[id] : run.observer.notDefined[id];
          if (reason !== undefined) return assert.equal(found, undefined, `${id} of ${where}`);
          if (!isDefined(twin)) return assert.equal(found, undefined, `${id} of ${where}`);
          assert.ok(found !== undefined, `${id} of ${where} is missing`);
          const error = Math.abs(found - twin);
          assert.ok(
            error <= 1e-6 + 2e-5 * Math.abs(twin),
            `${id} of ${where} is ${found}, expected ${twin}`,
          );
          compared++;
        };
        for (const [id, twin] of Object.entries(twins.network))
          compare(id, 'network', event.metrics[id], twin);
        for (const [layer, values] of Object.entries(twins.layers))
          for (const [id, twin] of Object.entries(values))
            compare(id, layer, event.layers[layer]?.[id], twin);
        assert.ok(compared >= 8, `only ${compared} values were compared`);
      });

    it('means: all layers for norm and movement, hidden ones for change', async () => {
      const { event, twins } = await lookAt(engine, smallSettings());
      const mean = (id: string, without: readonly string[] = []) =>
        meanOfLayers(
          Object.entries(twins.layers).flatMap(([layer, { [id]: value }]) =>
            value === undefined || without.includes(layer) ? [] : [value],
          ),
        );
      const expected = {
        oui: mean('oui'),
        weight_norm_ratio: mean('weight_norm_ratio'),
        weight_movement: mean('weight_movement'),
        weight_change: mean('weight_change', ['output']),
        neuron_alignment: mean('neuron_alignment'),
        update_ratio: mean('update_ratio'),
      };
      for (const [id, value] of Object.entries(expected)) {
        assert.ok(typeof value === 'number');
        assert.ok(Math.abs(event.metrics[id]! - value) < 2e-5, `${id}: ${event.metrics[id]}`);
      }
    });
  });
