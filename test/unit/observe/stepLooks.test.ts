import assert from 'node:assert/strict';
import { probe } from '../../../src/core/data/probe';
import { createRandom } from '../../../src/core/data/random';
import type { Samples } from '../../../src/core/data/dataset';
import type { Engine } from '../../../src/core/engines/engine';
import { openOnnx } from '../../../src/core/engines/onnx/onnx';
import { prepare } from '../../../src/core/training/prepare';
import { oui } from '../../../src/metrics/oui';
import { packBits } from '../../../src/metrics/packBits';
import type { StepEnded } from '../../../src/protocol/events';
import { allEngines } from '../engines/allEngines';
import { trainSmall, withoutTimes } from '../training/trainSmall';
import { dataOf, smallSettings } from './smallRun';
import { passForward } from './twins';

const image = {
  dataset: { kind: 'bundled', name: 'digits', train_samples: 60, validation: 0 },
  model: { kind: 'cnn', channels: [3, 4], dense: [6], activation: 'gelu' },
};
/** Looks often enough, in a run that is long enough, for steps to tell their OUI. */
const often = {
  dataset: {
    kind: 'synthetic',
    name: 'clusters',
    samples: 80,
    dimension: 5,
    classes: 3,
    validation: 0.2,
  },
  training: { epochs: 60, batch_size: 24 },
  monitor: { preset: 'economy', every_steps: 1 },
};
const cases = {
  'a dense network': often,
  'an odd width': { ...often, model: { kind: 'mlp', hidden: [7, 9, 7], activation: 'silu' } },
  'images, relu': { ...often, ...image, model: { ...image.model, activation: 'relu' } },
  'images, gelu': { ...often, ...image },
  'one layer': { ...often, model: { kind: 'two_layer', width: 11 } },
};

for (const [name, open] of Object.entries(allEngines))
  describe(`OUI told by training steps of ${name}`, () => {
    let engine: Engine;
    before(async () => {
      engine = await open();
    });

    for (const [what, given] of Object.entries(cases))
      it(`is that of the mini-batch by the weights before the step: ${what}`, async () => {
        const settings = smallSettings(given);
        const run = await prepare({
          runId: 't',
          settings,
          dataset: await dataOf(settings),
          engine,
        });
        const { samples, averaged } = run.monitoring.stepPatterns!;
        const hidden = run.plan.layers.slice(0, -1);
        /** OUI by layer of some rows of samples. */
        const twin = async (of: Samples, from: number) => {
          const seen = await passForward(engine, run, of);
          const rows = Math.min(samples, of.count - from);
          return hidden.map(({ name: layer, units }) => {
            const all = seen[`activation.${layer}`]!.data;
            const part = all.subarray(from * units, (from + rows) * units);
            return oui(packBits(part, rows, units), rows, units) as number;
          });
        };
        const check = (event: StepEnded, readings: readonly (readonly number[])[]) =>
          hidden.forEach(({ name: layer }, index) => {
            const sum = readings.reduce((total, reading) => total + reading[index]!, 0);
            close(event.layers[layer]!['oui']!, sum / readings.length);
          });
        const { train } = run.dataset;
        const looked = probe(train, settings.monitor.probe_samples, createRandom(0, 'probe'));
        const groups = Array.from({ length: Math.floor(looked.count / samples) }, (_, i) => i);
        assert.ok(groups.length > 0);
        const start = await Promise.all(groups.map((group) => twin(looked, group * samples)));
        await run.observer.start(run.state);
        check(await run.observer.observe(0, run.state, 1, 0), start);
        const readings: number[][] = [];
        while (readings.length < averaged + 2)
          for (const batch of run.batches()) {
            const { count, inputs, targets } = batch;
            readings.push(
              await twin({ count, inputs: inputs.slice(), targets: targets.slice() }, 0),
            );
            const step = readings.length;
            const [result] = await run.step(step, batch);
            check(
              await run.observer.lookAfter(step, run.state, result!, count),
              readings.slice(-averaged),
            );
          }
        await run.release();
      });
  });

describe('a run whose steps tell their OUI', () => {
  let onnx: Engine;
  before(async () => {
    onnx = await openOnnx();
  });

  it('looks at probe and weights rarely, at start, first step, tenth and end', async () => {
    const { steps, events } = await trainSmall(onnx, smallSettings(often));
    const said = events.find((event) => event.type === 'run.started')!.monitor!.says;
    const every = Number(/measured every (\d+) steps/.exec(said)?.[1]);
    assert.ok(every > 1 && every < 180, said);
    const whole = steps.filter(({ metrics }) => metrics['weight_norm_ratio'] !== undefined);
    const multiples = Array.from({ length: Math.floor(180 / every) }, (_, i) => (i + 1) * every);
    const expected = [...new Set([0, 1, 18, 180, ...multiples])].sort((a, b) => a - b);
    assert.deepEqual(whole.map(stepOf), expected);
    assert.ok(whole.every(({ metrics }) => metrics['dead_units'] !== undefined));
  });

  it('has OUI at every asked step, and only there, relative to the start', async () => {
    const settings = smallSettings({ ...often, training: { epochs: 150, batch_size: 24 } });
    const { steps } = await trainSmall(onnx, {
      ...settings,
      monitor: { ...settings.monitor, every_steps: 4 },
    });
    const told = steps.filter(({ metrics }) => metrics['oui'] !== undefined);
    const expected = new Set([0, 1, 45, 450]);
    for (let step = 4; step < 450; step += 4) expected.add(step);
    assert.deepEqual(
      told.map(stepOf),
      [...expected].sort((a, b) => a - b),
    );
    const [start] = told;
    for (const { metrics, layers } of told) {
      const of = (layer: string, id: string) => layers[layer]![id]!;
      const ratio = (layer: string) => of(layer, 'oui') / start!.layers[layer]!['oui']!;
      close(of('hidden1', 'oui_relative'), ratio('hidden1'));
      close(metrics['oui']!, (of('hidden1', 'oui') + of('hidden2', 'oui')) / 2);
      close(metrics['oui_relative']!, (ratio('hidden1') + ratio('hidden2')) / 2);
    }
    assert.equal(start!.metrics['oui_relative'], 1);
  });

  it('is the same twice, with dropout and batch normalization too', async () => {
    const model = { kind: 'mlp', hidden: [8, 6], dropout: 0.3, normalization: 'batch' };
    const settings = smallSettings({ ...often, model });
    const [one, other] = [await trainSmall(onnx, settings), await trainSmall(onnx, settings)];
    assert.deepEqual(withoutTimes(one.events), withoutTimes(other.events));
    const values = one.steps.map(({ metrics }) => metrics['oui']!);
    assert.ok(values.length > 180 && values.every((value) => value > 0 && value <= 1));
  });

  it('trains as it would without being observed', async () => {
    const settings = smallSettings(often);
    const seldom = { ...settings, monitor: { ...settings.monitor, every_steps: 1000 } };
    const losses = async (given: typeof settings) =>
      (await trainSmall(onnx, given)).epochs.map(({ trainLoss }) => trainLoss);
    assert.deepEqual(await losses(settings), await losses(seldom));
  });

  it('does not read a last batch that is too short to compare', async () => {
    // 64 samples in batches of 20: the fourth has 4.
    const settings = smallSettings({ ...often, training: { epochs: 60, batch_size: 20 } });
    const { steps } = await trainSmall(onnx, settings);
    const ouis = steps.map(({ metrics }) => metrics['oui']);
    for (let step = 1; step < steps.length; step++)
      assert.equal(ouis[step] === ouis[step - 1], step % 4 === 0, `step ${step}`);
  });

  it('counts what steps take longer for it', async () => {
    const { ended } = await trainSmall(onnx, smallSettings(often));
    assert.ok(ended.monitoringByMetric!['oui']! > 0);
    const sum = Object.values(ended.monitoringByMetric!).reduce((a, b) => a + b);
    assert.ok(Math.abs(sum - ended.monitoringSeconds) < 1e-9);
  });

  it('takes a whole look at a step that diverged', async () => {
    const optimizer = { kind: 'sgd', learning_rate: 1e6, weight_decay: 0 };
    const { steps, ended } = await trainSmall(onnx, smallSettings({ ...often, optimizer }));
    assert.equal(ended.outcome, 'diverged');
    assert.notEqual(steps.at(-1)!.metrics['total_shrink'], undefined);
  });
});

function stepOf({ step }: StepEnded): number {
  return step;
}

function close(value: number, expected: number): void {
  assert.ok(Math.abs(value - expected) < 1e-6, `${value}, expected ${expected}`);
}
