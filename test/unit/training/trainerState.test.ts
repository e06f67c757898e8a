import assert from 'node:assert/strict';
import { planModel } from '../../../src/core/model/planModel';
import { planOptimizer } from '../../../src/core/model/planOptimizer';
import { trainProgram } from '../../../src/core/model/trainProgram';
import { TrainerState } from '../../../src/core/training/trainerState';
import type { OptimizerKind } from '../../../src/protocol/settings';
import { allEngines } from '../engines/allEngines';
import { SeededRandom } from '../engines/seededRandom';
import { modelOf } from '../model/settings';

const small = planModel(
  modelOf({ kind: 'mlp', hidden: [4, 6] }, { normalization: 'batch' }),
  [5],
  3,
);
/** So wide that engines may take its layers apart. */
const wide = planModel(modelOf({ kind: 'mlp', hidden: [400] }), [700], 3);

describe('the state of a trainer', () => {
  const stateOf = () =>
    new TrainerState(small, ['first', 'second'], new Float32Array(small.parameterCount).fill(1));

  it('keeps the parameters before a step, and writes its moments over themselves', () => {
    const state = stateOf();
    const { read } = state;
    const written = state.write(1);
    assert.notEqual(written['parameters']?.data, read['parameters']?.data);
    assert.notEqual(written['state']?.data, read['state']?.data);
    for (const name of ['first', 'second']) assert.equal(written[name], read[name]);
    written['parameters']!.data.fill(2);
    state.swap(1);
    assert.equal(state.parameters[0], 2);
    assert.equal(state.previous.data[0], 1);
    assert.deepEqual(Object.keys(state.looked), ['parameters', 'state']);
  });

  it('keeps all that was before several steps, and can go back to it', () => {
    const state = stateOf();
    const { read } = state;
    for (const tensor of Object.values(state.write(3))) tensor.data.fill(7);
    for (const tensor of Object.values(read)) assert.ok(!tensor.data.includes(7));
    state.swap(3);
    assert.deepEqual([...new Set(state.read['first']!.data)], [7]);
    state.swap(3);
    assert.deepEqual(state.read, read);
  });

  it('has the second moments only where several steps were written', () => {
    const state = stateOf();
    const buffers = new Set<unknown>();
    for (let step = 0; step < 4; step++) {
      for (const { data } of [state.read['first']!, state.write(1)['first']!]) buffers.add(data);
      state.swap(1);
    }
    assert.equal(buffers.size, 1);
  });
});

for (const [name, open] of Object.entries(allEngines))
  describe(`moments written over themselves on ${name}`, function () {
    this.timeout(20_000);
    const plans = { small, ...(name === 'onnx' && { wide }) };
    for (const [size, plan] of Object.entries(plans))
      for (const kind of ['sgd', 'momentum', 'adam', 'adamw', 'muon'] as const)
        it(`are those of two buffers, to the last digit: ${kind}, ${size}`, async () => {
          const engine = await open();
          const steps = await engine.compileSteps({
            program: trainProgram(plan, settingsOf(kind), { kind: 'classes', classes: 3 }),
            carried: Object.keys(stateFor(plan, kind).read),
          });
          const trained = async (twoBuffers: boolean) => {
            const state = stateFor(plan, kind);
            for (let step = 1; step <= 3; step++) {
              const into = { ...state.write(twoBuffers ? 2 : 1) };
              await steps.run({ ...state.read, ...batch(plan, kind, step) }, into);
              state.swap(twoBuffers ? 2 : 1);
            }
            return state.read;
          };
          const [one, two] = [await trained(false), await trained(true)];
          assert.ok(one['parameters']!.data.every(Number.isFinite));
          for (const port of Object.keys(two)) assert.deepEqual(one[port], two[port], port);
          await steps.release();
        });
  });

function settingsOf(kind: OptimizerKind) {
  const optimizer = { kind, learning_rate: 0.01, weight_decay: 0.1, momentum: 0.9 };
  const training = { epochs: 1, batch_size: 2, seed: 0 };
  return { loss: 'cross_entropy', optimizer, training } as const;
}

function stateFor(plan: typeof small, kind: OptimizerKind): TrainerState {
  const random = new SeededRandom(9);
  const { parameterCount: length } = plan;
  const parameters = Float32Array.from({ length }, () => random.between(-0.1, 0.1));
  return new TrainerState(
    plan,
    planOptimizer(settingsOf(kind).optimizer, plan).moments,
    parameters,
  );
}

function batch(plan: typeof small, kind: OptimizerKind, step: number) {
  const random = new SeededRandom(step);
  const [width] = plan.inputShape as readonly [number];
  const x = Float32Array.from({ length: 2 * width }, () => random.between(-1, 1));
  const scalars = planOptimizer(settingsOf(kind).optimizer, plan).scalars(step, 0.01);
  return {
    x: { shape: [1, 2, width], data: x },
    y: { shape: [1, 2, 3], data: Float32Array.of(1, 0, 0, 0, 0, 1) },
    ...Object.fromEntries(
      Object.entries(scalars).map(([scalar, value]) => [
        scalar,
        { shape: [1], data: Float32Array.of(value) },
      ]),
    ),
  };
}
