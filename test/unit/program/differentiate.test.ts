import assert from 'node:assert/strict';
import { reference } from '../../../src/core/engines/reference/reference';
import { ProgramBuilder } from '../../../src/core/program/builder';
import { differentiate } from '../../../src/core/program/differentiate';
import type { Value } from '../../../src/core/program/program';

describe('differentiate', () => {
  it('gives the residual over the samples for softmax cross entropy', async () => {
    const b = new ProgramBuilder();
    const logits = b.input('logits', ['batch', 3]);
    const target = b.input('target', ['batch', 3]);
    const logs = b.apply({ kind: 'logSoftmax' }, logits);
    const loss = b.unary('negate', b.mean(b.sum(b.multiply(logs, target), [1])));
    const residual = b.subtract(b.apply({ kind: 'softmax' }, logits), target);
    b.output('closed form', b.divide(residual, b.batchSize(logits)));
    b.output('gradient', differentiate(b, loss, [logits])[0] as Value);
    const outputs = await run(b, {
      logits: tensor([2, 3], [0.5, -1, 2, 3, 0, 0.25]),
      target: tensor([2, 3], [0, 0, 1, 1, 0, 0]),
    });
    const expected = outputs['closed form']?.data ?? [];
    outputs['gradient']?.data.forEach((slope, i) =>
      assert.ok(Math.abs(slope - (expected[i] ?? NaN)) < 1e-15),
    );
  });

  it('adds the gradients of a value that is used twice', async () => {
    const b = new ProgramBuilder();
    const x = b.input('x', []);
    const cube = b.multiply(b.multiply(x, x), x);
    b.output('gradient', differentiate(b, cube, [x])[0] as Value);
    assert.deepEqual([...(await gradientAt(b, 3))], [27]);
  });

  it('differentiates by a value in the middle of the program', async () => {
    const b = new ProgramBuilder();
    const x = b.input('x', []);
    const y = b.multiply(x, 5);
    b.output('gradient', differentiate(b, b.multiply(y, y), [y])[0] as Value);
    assert.deepEqual([...(await gradientAt(b, 3))], [30]);
  });

  it('differentiates its own result', async () => {
    const b = new ProgramBuilder();
    const x = b.input('x', []);
    const [first] = differentiate(b, b.multiply(b.multiply(x, x), x), [x]);
    b.output('gradient', differentiate(b, first as Value, [x])[0] as Value);
    assert.deepEqual([...(await gradientAt(b, 3))], [18]);
  });

  it('gives zeros for what the scalar does not depend on', async () => {
    const b = new ProgramBuilder();
    const x = b.input('x', []);
    b.output('gradient', differentiate(b, b.constant(2), [x])[0] as Value);
    assert.deepEqual([...(await gradientAt(b, 3))], [0]);
  });

  it('refuses what is not a scalar', () => {
    const b = new ProgramBuilder();
    const x = b.input('x', ['batch']);
    assert.throws(() => differentiate(b, x, [x]), /Only a scalar has gradients, got \[batch\]/);
  });
});

async function gradientAt(b: ProgramBuilder, x: number): Promise<Float32Array | Float64Array> {
  const { gradient } = await run(b, { x: tensor([], [x]) });
  return gradient?.data ?? new Float64Array();
}

async function run(b: ProgramBuilder, inputs: Record<string, ReturnType<typeof tensor>>) {
  return (await reference.compile(b.build())).run(inputs);
}

function tensor(shape: readonly number[], numbers: readonly number[]) {
  return { shape, data: Float64Array.from(numbers) };
}
