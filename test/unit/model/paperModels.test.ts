import assert from 'node:assert/strict';
import { createRandom } from '../../../src/core/data/random';
import { reference } from '../../../src/core/engines/reference/reference';
import { evaluateProgram } from '../../../src/core/model/evaluateProgram';
import { initialize } from '../../../src/core/model/initialize';
import type { ModelPlan } from '../../../src/core/model/plan';
import { planModel } from '../../../src/core/model/planModel';
import { planOptimizer } from '../../../src/core/model/planOptimizer';
import { trainProgram } from '../../../src/core/model/trainProgram';
import { ProgramBuilder } from '../../../src/core/program/builder';
import type { OptimizerKind, OutputInit } from '../../../src/protocol/settings';
import { modelOf } from './settings';

const values = { kind: 'values', width: 3 } as const;
const shape = { kind: 'two_layer', width: 6 } as const;
const x = { shape: [2, 4], data: Float64Array.of(1, -2, 0.5, 3, -1, 0.2, 2, -0.3) };
const y = { shape: [2, 3], data: Float64Array.of(1, 0, 2, -1, 0.5, 0) };

describe('what papers ask of a model', () => {
  it('no bias: no slot has that role, and inputs of 0 give outputs of 0', async () => {
    for (const kind of [shape, { kind: 'linear' } as const]) {
      const plan = planModel(modelOf(kind, { bias: false }), [4], 3);
      assert.deepEqual([...new Set(plan.parameters.map(({ role }) => role))], ['weight']);
      const logits = await outputsOf(plan, start(plan), { ...x, data: x.data.map(() => 0) });
      assert.ok(logits.every((value) => value === 0));
    }
  });

  it('linear: outputs are the inputs times the weights', async () => {
    const plan = planModel(modelOf({ kind: 'linear' }, { bias: false }), [4], 3);
    const weights = start(plan);
    const logits = await outputsOf(plan, weights, x);
    for (let row = 0; row < 2; row++)
      for (let out = 0; out < 3; out++) {
        let sum = 0;
        for (let k = 0; k < 4; k++) sum += x.data[row * 4 + k]! * weights[k * 3 + out]!;
        assert.ok(Math.abs(sum - logits[row * 3 + out]!) < 1e-6);
      }
  });

  it('centred outputs: those of the plain model less their mean', async () => {
    const plain = planModel(modelOf(shape), [4], 3);
    const centred = planModel(modelOf(shape, { centre_outputs: true }), [4], 3);
    const weights = start(plain);
    const [before, after] = [
      await outputsOf(plain, weights, x),
      await outputsOf(centred, weights, x),
    ];
    before.forEach((value, at) => {
      const row = before.slice(3 * Math.floor(at / 3), 3 * Math.floor(at / 3) + 3);
      const mean = row.reduce((sum, one) => sum + one) / 3;
      assert.ok(Math.abs(value - mean - after[at]!) < 1e-9);
    });
  });

  for (const kind of ['sgd', 'momentum', 'adam', 'adamw', 'muon'] as OptimizerKind[])
    it(`a frozen output layer stays under ${kind} with decay; all others move`, async () => {
      const model = modelOf(shape, { freeze_output: true });
      const plan = planModel(model, [4], 3);
      const free = planModel(modelOf(shape), [4], 3);
      const [before, after] = [start(plan), await stepOf(plan, kind)];
      const freely = await stepOf(free, kind);
      for (const { layer, offset, size, role } of plan.parameters) {
        const [old, now, other] = [before, after, freely].map((all) =>
          [...all].slice(offset, offset + size).map(Math.fround),
        );
        if (layer === 'output') {
          assert.deepEqual(now, old);
          assert.notDeepEqual(other, old);
        } else {
          assert.deepEqual(now, other, role);
          assert.notDeepEqual(now, old);
        }
      }
    });

  it('a clipped gradient does not count what is frozen', async () => {
    const plan = planModel(modelOf(shape, { freeze_output: true }), [4], 3);
    const after = await stepOf(plan, 'sgd', 0, 1e-3);
    const before = start(plan);
    const moved = Math.hypot(...[...after].map((value, at) => value - before[at]!));
    // Learning rate 0.1 times the norm that it was clipped to.
    assert.ok(Math.abs(moved - 1e-4) < 2e-6, `${moved}`);
  });

  it('signs: output weights of +-1 / sqrt(inputs), whatever the scale', () => {
    const plan = planModel(modelOf(shape), [4], 3);
    for (const scale of [1, 1e-6]) {
      const output = outputWeights(plan, 'signs', scale);
      assert.ok(output.every((value) => Math.abs(value) === Math.fround(1 / Math.sqrt(6))));
      assert.ok(output.some((value) => value > 0) && output.some((value) => value < 0));
    }
  });

  it('balanced: what goes out of a unit has the norm of what goes in, and scales with it', () => {
    const plan = planModel(modelOf(shape), [4], 3);
    for (const scale of [1, 0.01]) {
      const all = initialOf(plan, 'balanced', scale);
      const output = outputWeights(plan, 'balanced', scale);
      for (let unit = 0; unit < 6; unit++) {
        const into = Math.hypot(...[0, 1, 2, 3].map((input) => all[input * 6 + unit]!));
        const out = Math.hypot(...output.slice(3 * unit, 3 * unit + 3));
        assert.ok(Math.abs(into / out - 1) < 1e-6);
      }
    }
    const norms = outputWeights(plan, 'dominated', 1).map(Math.abs);
    const largest = Math.max(...outputWeights(plan, 'balanced', 1).map(Math.abs));
    assert.ok(norms.every((value) => Math.abs(value / largest - 1) < 1e-6));
    const image = planModel(modelOf({ kind: 'cnn', channels: [2], dense: [] }), [1, 4, 4], 3);
    assert.throws(() => initialOf(image, 'balanced', 1), /needs a dense hidden layer/);
  });
});

function initialOf(plan: ModelPlan, output: OutputInit, scale: number): Float32Array {
  return initialize(plan, { scheme: 'he_normal', scale, output }, createRandom(1, 'init'));
}

function outputWeights(plan: ModelPlan, output: OutputInit, scale: number): number[] {
  const slot = plan.parameters.find(({ name }) => name === 'output.weight');
  assert.ok(slot);
  return [...initialOf(plan, output, scale)].slice(slot.offset, slot.offset + slot.size);
}

function start(plan: ModelPlan): Float32Array {
  return initialize(plan, { scheme: 'pytorch_default', scale: 1 }, createRandom(1, 'init'));
}

async function outputsOf(plan: ModelPlan, weights: Float32Array, inputs: typeof x) {
  const b = new ProgramBuilder();
  const parameters = b.input('parameters', [plan.parameterCount]);
  const { logits } = plan.forward(b, {
    parameters,
    x: b.input('x', ['batch', 4]),
    masks: [],
    mode: 'evaluate',
  });
  b.output('logits', logits);
  const run = await reference.compile(b.build());
  const flat = { shape: [plan.parameterCount], data: weights };
  const result = await run.run({ parameters: flat, x: inputs });
  // The program that scores the model takes the same outputs.
  await reference.compile(evaluateProgram(plan, { loss: 'mse' }, values));
  return [...(result['logits']?.data ?? [])];
}

/** Parameters after one step at rate 0.1. */
async function stepOf(plan: ModelPlan, kind: OptimizerKind, decay = 0.3, clip?: number) {
  const settings = {
    loss: 'mse',
    optimizer: { kind, learning_rate: 0.1, weight_decay: decay, momentum: 0.9 },
    training: {
      ...{ epochs: 1, batch_size: 2, seed: 0 },
      ...(clip !== undefined && { clip_gradient_norm: clip }),
    },
  } as const;
  const optimizer = planOptimizer(settings.optimizer, plan);
  const run = await reference.compile(trainProgram(plan, settings, values));
  const flat = (data: Float64Array) => ({ shape: [plan.parameterCount], data });
  const zeros = () => flat(new Float64Array(plan.parameterCount));
  const scalars = Object.entries(optimizer.scalars(1, 0.1)).map(([name, value]) => [
    name,
    { shape: [], data: Float64Array.of(value) },
  ]);
  const after = await run.run({
    parameters: flat(Float64Array.from(start(plan))),
    ...Object.fromEntries(optimizer.moments.map((name) => [name, zeros()])),
    ...Object.fromEntries(scalars),
    x,
    y,
  });
  return after['parameters']?.data ?? new Float64Array();
}
