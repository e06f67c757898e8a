import assert from 'node:assert/strict';
import { createRandom } from '../../../src/core/data/random';
import { reference } from '../../../src/core/engines/reference/reference';
import { initialize } from '../../../src/core/model/initialize';
import type { ModelPlan } from '../../../src/core/model/plan';
import { planModel } from '../../../src/core/model/planModel';
import { ProgramBuilder } from '../../../src/core/program/builder';
import type { Program } from '../../../src/core/program/program';
import { modelOf } from './settings';

const SAMPLES = 5;

describe('forward', () => {
  it('reports activations, features and logits of a small mlp by hand', async () => {
    const model = modelOf({ kind: 'mlp', hidden: [2] }, { output_multiplier: 10 });
    const plan = planModel(model, [1], 1);
    // hidden = relu([x + 1, -x]), output = 2 h1 + 3 h2 + 0.5
    const parameters = Float64Array.of(1, -1, 1, 0, 2, 3, 0.5);
    const outputs = await run(plan, forwardProgram(plan, 'evaluate'), parameters, [-2, 3], 2);
    assert.deepEqual(outputs['hidden1'], [0, 2, 4, 0]);
    assert.deepEqual(outputs['features'], [0, 2, 4, 0]);
    assert.deepEqual(outputs['logits'], [65, 85]);
  });

  it('flattens activations of a cnn before pooling, channel by channel', async () => {
    const plan = planModel(modelOf({ kind: 'cnn', channels: [3], dense: [] }), [1, 4, 4], 2);
    const { parameters, x } = draw(plan);
    const outputs = await run(plan, forwardProgram(plan, 'evaluate'), parameters, x);
    const conv = outputs['conv1'] ?? [];
    assert.equal(conv.length, SAMPLES * 48);
    const features = outputs['features'] ?? [];
    assert.equal(features.length, SAMPLES * 12);
    const [sample, channel] = [3, 2];
    const at = (row: number, column: number) => conv[sample * 48 + channel * 16 + row * 4 + column];
    const window = [at(2, 0), at(2, 1), at(3, 0), at(3, 1)].map(Number);
    assert.equal(features[sample * 12 + channel * 4 + 2], Math.max(...window));
  });

  it('normalizes a batch to mean 0 and variance 1 and follows it with a tenth', async () => {
    const plan = planModel(
      modelOf({ kind: 'mlp', hidden: [3] }, { normalization: 'batch', activation: 'tanh' }),
      [4],
      2,
    );
    const { parameters, x } = draw(plan);
    const outputs = await run(plan, forwardProgram(plan, 'train'), parameters, x);
    const columns = [0, 1, 2].map((unit) =>
      Array.from({ length: SAMPLES }, (_, i) =>
        Math.atanh(Number(outputs['hidden1']?.[i * 3 + unit])),
      ),
    );
    const linear = [0, 1, 2].map((unit) =>
      Array.from({ length: SAMPLES }, (_, i) =>
        [0, 1, 2, 3].reduce(
          (sum, k) => sum + Number(x[i * 4 + k]) * Number(parameters[k * 3 + unit]),
          0,
        ),
      ),
    );
    columns.forEach((column, unit) => {
      const raw = linear[unit] as number[];
      assertNear(mean(column), 0, 1e-12);
      assertNear(variance(column), variance(raw) / (variance(raw) + 1e-5), 1e-9);
      assertNear(outputs['state']?.[unit], 0.1 * mean(raw), 1e-12);
      const unbiased = (variance(raw) * SAMPLES) / (SAMPLES - 1);
      assertNear(outputs['state']?.[3 + unit], 0.9 + 0.1 * unbiased, 1e-12);
    });
  });

  it('keeps a finite running variance from a batch of one sample', async () => {
    const model = modelOf({ kind: 'mlp', hidden: [3] }, { normalization: 'batch' });
    const plan = planModel(model, [4], 2);
    const { parameters } = draw(plan);
    const outputs = await run(plan, forwardProgram(plan, 'train'), parameters, [1, 2, 3, 4], 1);
    assert.ok(outputs['state']?.every((value) => Number.isFinite(value)));
  });

  it('normalizes each sample over its units', async () => {
    const plan = planModel(
      modelOf(
        { kind: 'cnn', channels: [3], dense: [] },
        { normalization: 'layer', activation: 'tanh' },
      ),
      [2, 4, 4],
      2,
    );
    const { parameters, x } = draw(plan);
    const outputs = await run(plan, forwardProgram(plan, 'evaluate'), parameters, x);
    for (let sample = 0; sample < SAMPLES; sample++) {
      const units = (outputs['conv1'] ?? []).slice(sample * 48, sample * 48 + 48).map(Math.atanh);
      assertNear(mean(units), 0, 1e-9);
      assertNear(variance(units), 1, 1e-3);
    }
  });

  it('drops by the masks, in training only', async () => {
    const model = modelOf({ kind: 'mlp', hidden: [3] }, { dropout: 0.5 });
    const plan = planModel(model, [4], 2);
    const { parameters, x } = draw(plan);
    const masks = { 'mask.hidden1': Float64Array.from({ length: 15 }, (_, i) => 2 * (i % 2)) };
    const train = await run(plan, forwardProgram(plan, 'train'), parameters, x, SAMPLES, masks);
    const evaluate = await run(plan, forwardProgram(plan, 'evaluate'), parameters, x);
    assert.deepEqual(train['hidden1'], evaluate['hidden1']);
    assert.deepEqual(evaluate['features'], evaluate['hidden1']);
    assert.deepEqual(
      train['features'],
      evaluate['hidden1']?.map((value, i) => value * 2 * (i % 2)),
    );
  });

  it('refuses to train without the masks, and to normalize without the statistics', () => {
    const b = new ProgramBuilder();
    const dropped = planModel(modelOf({ kind: 'mlp', hidden: [3] }, { dropout: 0.5 }), [4], 2);
    const x = b.input('x', ['batch', 4]);
    const parameters = b.input('parameters', [dropped.parameterCount]);
    assert.throws(
      () => dropped.forward(b, { parameters, x, masks: [], mode: 'train' }),
      /takes 1 dropout masks, got 0/,
    );
    const normalized = planModel(
      modelOf({ kind: 'mlp', hidden: [3] }, { normalization: 'batch' }),
      [4],
      2,
    );
    const wider = b.input('wider', [normalized.parameterCount]);
    assert.throws(
      () => normalized.forward(b, { parameters: wider, x, masks: [], mode: 'evaluate' }),
      /needs its running statistics/,
    );
  });

  it('splits the parameters once', () => {
    const plan = planModel(modelOf({ kind: 'cnn', channels: [2, 2], dense: [3] }), [1, 8, 8], 2);
    const { nodes } = forwardProgram(plan, 'evaluate');
    assert.equal(nodes.filter(({ operation }) => operation.kind === 'split').length, 1);
  });
});

function forwardProgram(plan: ModelPlan, mode: 'train' | 'evaluate'): Program {
  const b = new ProgramBuilder();
  const parameters = b.input('parameters', [plan.parameterCount]);
  const x = b.input('x', ['batch', ...plan.inputShape]);
  const state = plan.stateCount > 0 ? { state: b.input('state', [plan.stateCount]) } : {};
  const masks =
    mode === 'train' ? plan.masks.map(({ name, units }) => b.input(name, ['batch', units])) : [];
  const forward = plan.forward(b, { parameters, x, masks, mode, ...state });
  for (const { layer, value } of forward.activations) b.output(layer, value);
  b.output('features', forward.features);
  b.output('logits', forward.logits);
  if (forward.state) b.output('state', forward.state);
  return b.build();
}

async function run(
  plan: ModelPlan,
  program: Program,
  parameters: Float64Array,
  x: ArrayLike<number>,
  samples = SAMPLES,
  masks: Readonly<Record<string, Float64Array>> = {},
): Promise<Readonly<Record<string, number[]>>> {
  const executable = await reference.compile(program);
  const outputs = await executable.run({
    parameters: { shape: [plan.parameterCount], data: parameters },
    x: { shape: [samples, ...plan.inputShape], data: Float64Array.from(x) },
    ...(plan.stateCount > 0
      ? { state: { shape: [plan.stateCount], data: plan.initialState() } }
      : {}),
    ...Object.fromEntries(
      Object.entries(masks).map(([name, data]) => [
        name,
        { shape: [samples, data.length / samples], data },
      ]),
    ),
  });
  return Object.fromEntries(
    Object.entries(outputs).map(([name, tensor]) => [name, [...tensor.data]]),
  );
}

function draw(plan: ModelPlan): { readonly parameters: Float64Array; readonly x: Float64Array } {
  const random = createRandom(3, 'forward');
  const init = { scheme: 'glorot_normal', scale: 1 } as const;
  const parameters = Float64Array.from(initialize(plan, init, random));
  const features = plan.inputShape.reduce((a, b) => a * b, 1);
  return {
    parameters,
    x: Float64Array.from({ length: SAMPLES * features }, () => random.normal()),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function variance(values: readonly number[]): number {
  return mean(values.map((value) => (value - mean(values)) ** 2));
}

function assertNear(actual: number | undefined, expected: number, tolerance: number): void {
  assert.ok(Math.abs(Number(actual) - expected) < tolerance, `${actual} is not ${expected}`);
}
