import assert from 'node:assert/strict';
import { createRandom } from '../../../src/core/data/random';
import type { Samples } from '../../../src/core/data/dataset';
import type { Engine } from '../../../src/core/engines/engine';
import { openEngine } from '../../../src/core/engines/ladder';
import { reference } from '../../../src/core/engines/reference/reference';
import { sampleLosses } from '../../../src/core/model/losses/sampleLosses';
import { Gradients } from '../../../src/core/observe/deep/gradients';
import { ProgramBuilder } from '../../../src/core/program/builder';
import { differentiate } from '../../../src/core/program/differentiate';
import type { Value } from '../../../src/core/program/program';
import { prepare, type Prepared } from '../../../src/core/training/prepare';
import { largestCurvature } from '../../../src/metrics/largestCurvature';
import { dataOf, smallSettings } from './smallRun';

const digits = { kind: 'bundled', name: 'digits', train_samples: 30, validation: 0.01 };

const cases: Readonly<Record<string, Record<string, unknown>>> = {
  relu: {},
  tanh: { model: { kind: 'mlp', hidden: [8, 6], activation: 'tanh' } },
  gelu: { model: { kind: 'mlp', hidden: [8, 6], activation: 'gelu' } },
  square: { model: { kind: 'mlp', hidden: [8], activation: 'square', init: { scale: 0.5 } } },
  logistic: { dataset: { kind: 'synthetic', name: 'two-moons', samples: 60 }, loss: 'logistic' },
  regression: {
    dataset: { kind: 'synthetic', name: 'linear-teacher', samples: 60, dimension: 5 },
    loss: 'mse',
  },
  'batch normalization': { model: { kind: 'mlp', hidden: [8, 6], normalization: 'batch' } },
  'layer normalization': { model: { kind: 'mlp', hidden: [8, 6], normalization: 'layer' } },
  'a cnn': { model: { kind: 'cnn', channels: [3, 4], dense: [5] }, dataset: digits },
  'a deep cnn with gelu': {
    model: { kind: 'cnn', channels: [2, 2, 2], dense: [], activation: 'gelu' },
    dataset: { ...digits, train_samples: 20 },
  },
  'a cnn with batch normalization': {
    model: { kind: 'cnn', channels: [3], dense: [], normalization: 'batch' },
    dataset: digits,
  },
  'weights of large size': { model: { kind: 'mlp', hidden: [8, 6], init: { scale: 3 } } },
  'weights of small size': { model: { kind: 'mlp', hidden: [8, 6], init: { scale: 0.03 } } },
};

/**
 * v -> Hv in double precision, from two gradients of the training loss 2e-6 apart: too close for a
 * relu to bend in between, far enough for fifteen digits.
 */
async function differences({ plan, settings, dataset }: Prepared, samples: Samples) {
  const b = new ProgramBuilder();
  const parameters = b.input('parameters', [plan.parameterCount]);
  const x = b.input('x', ['batch', ...plan.inputShape]);
  const y = b.input('y', ['batch', plan.outputs]);
  const state = b.constant(Array<number>(Math.max(1, plan.stateCount)).fill(1));
  const forward = plan.forward(b, {
    parameters,
    x,
    masks: [],
    mode: 'train',
    ...(plan.stateCount > 0 && { state }),
  });
  const { losses } = sampleLosses(b, settings.loss, dataset.target, forward.logits, y);
  const [gradient] = differentiate(b, b.mean(losses), [parameters]) as [Value];
  b.output('gradient', gradient);
  const program = await reference.compile(b.build());
  const h = 1e-6;
  return async (at: Float32Array, direction: Float64Array): Promise<Float64Array> => {
    const [ahead, behind] = await Promise.all(
      [h, -h].map(async (by) => {
        const data = Float64Array.from(at, (value, i) => value + by * direction[i]!);
        const result = await program.run({
          parameters: { shape: [at.length], data },
          x: { shape: [samples.count, ...plan.inputShape], data: samples.inputs },
          y: { shape: [samples.count, plan.outputs], data: samples.targets },
        });
        return result['gradient']!.data;
      }),
    );
    return Float64Array.from(ahead!, (value, i) => (value - behind![i]!) / (2 * h));
  };
}

async function runOf(given: Record<string, unknown>, engine: Engine): Promise<Prepared> {
  const settings = smallSettings(given);
  const dataset = await dataOf(settings);
  return prepare({ runId: 'test', settings, dataset, engine });
}

for (const name of ['reference', 'onnx'] as const)
  describe(`Hessian products on engine ${name} equal differences in double precision for`, () => {
    for (const [title, given] of Object.entries(cases))
      it(title, async () => {
        const engine = await openEngine(name);
        const run = await runOf(given, engine);
        const { plan, settings, dataset, state } = run;
        const gradients = await Gradients.compile(engine, plan, settings, dataset);
        const slow = await differences(run, dataset.train);
        const { normal } = createRandom(1, 'directions');
        for (let direction = 0; direction < 3; direction++) {
          const random = Float64Array.from({ length: plan.parameterCount }, normal);
          const v = random.map((value) => value / Math.hypot(...random));
          const found = await gradients.hessianProduct(dataset.train, state.parameters, v);
          const expected = await slow(state.parameters, v);
          const error = Math.hypot(...found.map((value, i) => value - expected[i]!));
          const limit = name === 'onnx' ? 2e-5 : 1e-6;
          const share = error / Math.hypot(...expected);
          assert.ok(share < limit, `relative error ${share}`);
        }
        await gradients.release();
        await run.release();
      });
  });

describe('sharpness', () => {
  it('of linear regression is the largest eigenvalue of 2 X^T X / n with its column of ones', async () => {
    const settings = {
      dataset: { kind: 'synthetic', name: 'linear-teacher', samples: 60, dimension: 3 },
      model: { kind: 'mlp', hidden: [1], activation: 'square' },
      loss: 'mse',
    };
    const run = await runOf(settings, reference);
    const { plan, dataset, state } = run;
    const { train } = dataset;
    // Only the output layer moves: f = a h + b, whose Hessian is 2 / n sum (h, 1)(h, 1)^T.
    const gradients = await Gradients.compile(reference, plan, run.settings, dataset);
    const output = plan.parameters.filter(({ layer }) => layer === 'output');
    const isOutput = (i: number) =>
      output.some(({ offset, size }) => i >= offset && i < offset + size);
    const only = (v: Float64Array) => v.map((x, i) => (isOutput(i) ? x : 0));
    const start = only(new Float64Array(plan.parameterCount).fill(1));
    const { value } = await largestCurvature(
      async (v) => only(await gradients.hessianProduct(train, state.parameters, only(v))),
      start,
      { tolerance: 1e-9, mostProducts: 300 },
    );
    const weight = plan.parameters.find(({ name }) => name === 'hidden1.weight')!;
    const w = state.parameters.subarray(weight.offset, weight.offset + weight.size);
    const hidden = Array.from({ length: train.count }, (_, k) => {
      const z = w.reduce((sum, x, i) => sum + x * train.inputs[k * 3 + i]!, 0);
      return z * z;
    });
    const mean = (of: (h: number) => number) =>
      hidden.reduce((sum, h) => sum + of(h), 0) / hidden.length;
    const [hh, h] = [2 * mean((x) => x * x), 2 * mean((x) => x)];
    const expected = (hh + 2 + Math.hypot(hh - 2, 2 * h)) / 2;
    assert.ok(
      Math.abs(Number(value) - expected) < 1e-3 * expected,
      `${Number(value)}, ${expected}`,
    );
    await run.release();
  });
});
