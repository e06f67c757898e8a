import assert from 'node:assert/strict';
import type { Engine } from '../../../src/core/engines/engine';
import { openEngine } from '../../../src/core/engines/ladder';
import type { Prepared } from '../../../src/core/training/prepare';
import { lookAt } from './lookAt';
import { smallSettings } from './smallRun';

/** Fills one parameter. */
const fill = (name: string, value: number) => (parameters: Float32Array, run: Prepared) => {
  const slot = run.plan.parameters.find((one) => one.name === name);
  assert.ok(slot, name);
  parameters.fill(value, slot.offset, slot.offset + slot.size);
};

for (const name of ['reference', 'onnx'] as const)
  describe(`edges of observing on engine ${name}`, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name);
    });

    it('a layer that died', async () => {
      const { event, run } = await lookAt(engine, smallSettings(), {
        atEnd: fill('hidden2.bias', -1000),
      });
      assert.deepEqual(
        [event.layers['hidden2']?.['oui'], event.layers['hidden2']?.['dead_units']],
        [0, 1],
      );
      // It is the last one: the features do not vary, and no signal can be in them.
      assert.equal(event.metrics['kernel_target_alignment'], undefined);
      assert.equal(event.metrics['gradient_feature_alignment'], undefined);
      assert.equal(run.observer.notDefined['kernel_target_alignment'], undefined);
    });

    it('features that are the same on all samples, but not zero', async () => {
      const { event } = await lookAt(engine, smallSettings(), {
        atEnd: (parameters, run) => {
          fill('hidden2.weight', 0)(parameters, run);
          fill('hidden2.bias', 0.3)(parameters, run);
        },
      });
      assert.deepEqual(
        [event.layers['hidden2']?.['oui'], event.layers['hidden2']?.['dead_units']],
        [0, 0],
      );
      assert.equal(event.layers['hidden2']?.['weight_norm_ratio'], 0);
      assert.equal(event.metrics['kernel_target_alignment'], undefined);
      assert.equal(event.metrics['gradient_feature_alignment'], undefined);
    });

    it('a layer dead from the start says so, and its neurons have no direction', async () => {
      const { run, event } = await lookAt(engine, smallSettings(), {
        atStart: fill('hidden1.bias', -1000),
      });
      const reasons = run.observer.layers[0]?.notDefined ?? {};
      assert.match(reasons['oui_relative'] ?? '', /^at the start, OUI was 0/);
      assert.match(reasons['neuron_alignment'] ?? '', /direction/);
      assert.match(run.observer.notDefined['kernel_target_alignment'] ?? '', /do not differ/);
      assert.equal(event.layers['hidden1']?.['oui_relative'], undefined);
      assert.equal(event.layers['hidden1']?.['dead_units'], 1);
    });

    it('weights that start at zero have no ratio to their start, and say so', async () => {
      const { run, event } = await lookAt(engine, smallSettings(), {
        atStart: fill('output.weight', 0),
      });
      const output = run.observer.layers.at(-1);
      for (const id of ['weight_norm_ratio', 'weight_movement', 'weight_change']) {
        assert.match(output?.notDefined?.[id] ?? '', /started at zero/);
        assert.equal(event.layers['output']?.[id], undefined);
        assert.ok(Number.isFinite(event.metrics[id]), 'the mean is over the other layers');
      }
    });

    it('weights that are not finite leave no number behind', async () => {
      for (const value of [NaN, Infinity]) {
        const { event } = await lookAt(engine, smallSettings(), {
          atEnd: fill('hidden1.weight', value),
        });
        assert.deepEqual(Object.keys(event.layers['hidden1'] ?? {}), []);
        assert.deepEqual(Object.keys(event.metrics), ['total_shrink', 'decay_horizon']);
      }
    });

    it('weights so large that squares overflow give no value rather than a wrong one', async () => {
      const { event } = await lookAt(engine, smallSettings(), {
        atEnd: (parameters) => parameters.forEach((value, i) => (parameters[i] = value * 1e12)),
      });
      for (const values of [event.metrics, ...Object.values(event.layers)])
        for (const [id, value] of Object.entries(values))
          assert.ok(Number.isFinite(value), `${id} is ${value}`);
      const alignment = event.metrics['kernel_target_alignment'];
      if (name === 'onnx') assert.equal(alignment, undefined);
      else assert.ok(alignment! > 0 && alignment! <= 1);
    });

    it('a probe of one class has no target to be aligned with', async () => {
      const dataset = {
        kind: 'synthetic',
        name: 'clusters',
        samples: 60,
        dimension: 5,
        classes: 3,
      };
      const found = [];
      for (let seed = 0; seed < 12; seed++) {
        const settings = smallSettings({
          dataset,
          monitor: { probe_samples: 2 },
          training: { seed },
        });
        const { run, event } = await lookAt(engine, settings, { steps: 1 });
        const reason = run.observer.notDefined['kernel_target_alignment'];
        found.push(/same target/.test(reason ?? ''));
        assert.equal(reason === undefined, event.metrics['kernel_target_alignment'] !== undefined);
      }
      assert.ok(found.includes(true) && found.includes(false), 'both kinds of probe were seen');
    });

    it('at the start nothing has changed', async () => {
      const { first } = await lookAt(engine, smallSettings());
      for (const values of [first.metrics, ...Object.values(first.layers)]) {
        assert.equal(values['weight_change'], 0);
        assert.equal(values['weight_movement'], 0);
        assert.ok(Math.abs(values['weight_norm_ratio']! - 1) < 1e-12);
        assert.equal(values['update_ratio'], undefined);
      }
      assert.equal(first.metrics['oui_relative'], 1);
    });

    it('economy watches less and says what', async () => {
      const { run, event } = await lookAt(
        engine,
        smallSettings({ monitor: { preset: 'economy' } }),
      );
      const standard = await lookAt(engine, smallSettings());
      for (const id of ['kernel_target_alignment', 'neuron_alignment', 'update_ratio']) {
        assert.equal(event.metrics[id], undefined);
        assert.match(run.observer.notDefined[id] ?? '', /monitor\.preset economy/);
      }
      for (const id of ['oui', 'weight_norm_ratio', 'weight_movement', 'weight_change'])
        assert.ok(Math.abs(event.metrics[id]! - standard.event.metrics[id]!) < 1e-7, id);
    });
  });
