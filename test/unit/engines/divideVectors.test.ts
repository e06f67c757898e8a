import assert from 'node:assert/strict';
import { concreteShape } from '../../../src/core/engines/checkTensors';
import type { Engine, Executable, Tensor, Tensors } from '../../../src/core/engines/engine';
import { DividedExecutable } from '../../../src/core/engines/onnx/dividedExecutable';
import { divideVectors } from '../../../src/core/engines/onnx/divideVectors';
import { openOnnx } from '../../../src/core/engines/onnx/onnx';
import { portsOf, portsOfSteps } from '../../../src/core/engines/ports';
import { reference } from '../../../src/core/engines/reference/reference';
import { planModel } from '../../../src/core/model/planModel';
import { trainProgram } from '../../../src/core/model/trainProgram';
import { ProgramBuilder } from '../../../src/core/program/builder';
import type { Program } from '../../../src/core/program/program';
import type { ModelSettings, OptimizerKind } from '../../../src/protocol/settings';
import { modelOf } from '../model/settings';
import { assertClose } from './assertClose';
import { SeededRandom } from './seededRandom';

const cnn = modelOf(
  { kind: 'cnn', channels: [2], dense: [5] },
  { normalization: 'batch', freeze_output: true },
);
const mlp = modelOf({ kind: 'mlp', hidden: [4, 6] }, { dropout: 0.5 });

describe('vectors in parts', () => {
  const optimizers: readonly OptimizerKind[] = ['sgd', 'momentum', 'adam', 'adamw', 'muon'];
  for (const [title, model, shape] of [
    ['an MLP', mlp, [5]],
    ['a CNN with normalization and a frozen output layer', cnn, [1, 6, 6]],
  ] as const)
    for (const kind of optimizers)
      it(`give the numbers of whole ones: ${kind} of ${title}`, async () => {
        const program = programOf(model, shape, kind);
        const { program: inParts, parts } = divideVectors(program, 1);
        assert.deepEqual(joinedNames(inParts, parts), joinedNames(program, new Map()));
        const random = new SeededRandom(3);
        const inputs = inputsOf(program, random);
        const whole = await (await reference.compile(program)).run(inputs);
        const divided = new DividedExecutable(
          portsOf(program),
          parts,
          await reference.compile(inParts),
        );
        const found = await divided.run(inputs);
        assert.deepEqual(Object.keys(found).sort(), Object.keys(whole).sort());
        for (const [name, { data }] of Object.entries(whole))
          assertClose(found[name]!.data, data, 1e-6, name);
      });

  it('leave no value as long as all of them, and nothing to split or to join', () => {
    for (const kind of ['sgd', 'momentum', 'adam', 'adamw'] as const) {
      const program = programOf(mlp, [5], kind);
      const longest = Number(program.inputs[0]?.value.shape[0]);
      const { nodes } = divideVectors(program, 1).program;
      assert.deepEqual(
        nodes.filter(({ outputs }) => outputs.some(({ shape }) => shape[0] === longest)),
        [],
      );
      const kinds = nodes.map(({ operation }) => operation.kind);
      assert.ok(!kinds.includes('split') && !kinds.includes('concat'), `${kind}: ${kinds.join()}`);
    }
  });

  it('are not made of few parameters, nor of what is never split', () => {
    const few = programOf(mlp, [5], 'adam');
    assert.equal(divideVectors(few).program, few);
    const b = new ProgramBuilder();
    b.output('y', b.add(b.input('x', [2 ** 20]), 1));
    const never = b.build();
    assert.equal(divideVectors(never).program, never);
  });

  it('are split and joined where a program divides them otherwise', async () => {
    const b = new ProgramBuilder();
    const x = b.input('x', [6]);
    const [a, c] = b.split(x, [2, 4]);
    const [d, e] = b.split(b.multiply(x, 2), [3, 3]);
    b.output('turned', b.concat([e!, d!]));
    b.output('y', b.concat([b.sum(c!, [0], true), a!]));
    b.output('z', b.sum(b.concat([b.unary('negate', a!), c!])));
    const program = b.build();
    const { program: inParts, parts } = divideVectors(program, 1);
    const divided = new DividedExecutable(
      portsOf(program),
      parts,
      await reference.compile(inParts),
    );
    const x6 = { shape: [6], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
    const { turned, y, z } = await divided.run({ x: x6 });
    assert.deepEqual([...turned!.data], [8, 10, 12, 2, 4, 6]);
    assert.deepEqual([...y!.data], [18, 1, 2]);
    assert.deepEqual([...z!.data], [15]);
    await assert.rejects(divided.run({}), /Missing x \[6\]/);
  });

  describe('of a wide network on onnx', () => {
    let onnx: Engine;
    let steps: Executable;
    const program = programOf(modelOf({ kind: 'mlp', hidden: [400] }), [700], 'adam');
    const carried = ['parameters', 'first', 'second'];
    before(async () => {
      onnx = await openOnnx();
      steps = await onnx.compileSteps({ program, carried });
    });

    it('come in and go out whole, and to the buffers that are given', async () => {
      assert.ok(divideVectors(program).parts.size > 0, 'too small for this test');
      const inputs = inputsOf(program, new SeededRandom(5), 1);
      const { data } = inputs['parameters']!;
      const into = { parameters: { shape: [data.length], data: new Float32Array(data.length) } };
      const found = await steps.run(inputs, into);
      assert.equal(found['parameters']?.data, into.parameters.data);
      const twin = await reference.compileSteps({ program, carried });
      const expected = await twin.run(inputs);
      assert.deepEqual(Object.keys(found).sort(), Object.keys(expected).sort());
      for (const [name, tensor] of Object.entries(expected)) {
        assert.deepEqual(found[name]?.shape, tensor.shape);
        assertClose(found[name]!.data, tensor.data, 1e-5, name);
      }
    });

    it('are the same to the last digit however the steps are divided into calls', async () => {
      const inputs = inputsOf(program, new SeededRandom(6), 3);
      const whole = await steps.run(inputs);
      let state: Tensors = inputs;
      for (let step = 0; step < 3; step++)
        state = await steps.run(stepOfInputs(inputs, state, carried, step));
      for (const name of carried) assert.deepEqual(state[name]?.data, whole[name]?.data, name);
    });

    it('are checked as a whole', async () => {
      const inputs = { ...inputsOf(program, new SeededRandom(7), 1) };
      delete inputs['first'];
      await assert.rejects(steps.run(inputs), /Missing first \[284410\]/);
    });
  });
});

function programOf(model: ModelSettings, shape: readonly number[], kind: OptimizerKind): Program {
  const optimizer = { kind, learning_rate: 0.1, weight_decay: 0.1, momentum: 0.9 };
  const training = { epochs: 1, batch_size: 2, seed: 0, clip_gradient_norm: 0.5 };
  const settings = { loss: 'cross_entropy', optimizer, training } as const;
  return trainProgram(planModel(model, shape, 10), settings, { kind: 'classes', classes: 10 });
}

/** Small numbers above 0, with an axis of steps for what is not carried where there are any. */
function inputsOf(program: Program, random: SeededRandom, steps?: number): Record<string, Tensor> {
  const ports =
    steps === undefined
      ? portsOf(program)
      : portsOfSteps({ program, carried: ['parameters', 'first', 'second'] });
  return Object.fromEntries(
    ports.inputs.map(({ name, shape: declared }) => {
      const shape = concreteShape(declared, { batch: 2, ...(steps !== undefined && { steps }) });
      const length = shape.reduce((product, size) => product * size, 1);
      return [name, { shape, data: Float32Array.from({ length }, () => random.between(0, 0.1)) }];
    }),
  );
}

function stepOfInputs(
  inputs: Tensors,
  state: Tensors,
  carried: readonly string[],
  step: number,
): Tensors {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, data }]) => {
      if (carried.includes(name)) return [name, state[name]!];
      const length = data.length / shape[0]!;
      const own = data.slice(step * length, (step + 1) * length);
      return [name, { shape: [1, ...shape.slice(1)], data: own }];
    }),
  );
}

/** Names of ports, those of parts once by the name of the whole. */
function joinedNames(program: Program, parts: ReadonlyMap<string, readonly { name: string }[]>) {
  const wholeOf = new Map(
    [...parts].flatMap(([whole, own]) => own.map(({ name }) => [name, whole] as const)),
  );
  const names = (ports: Program['inputs']) => [
    ...new Set(ports.map(({ name }) => wholeOf.get(name) ?? name)),
  ];
  return { inputs: names(program.inputs), outputs: names(program.outputs) };
}
