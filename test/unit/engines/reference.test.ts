import assert from 'node:assert/strict';
import type { Tensor } from '../../../src/core/engines/engine';
import { erf } from '../../../src/core/engines/reference/erf';
import { reference } from '../../../src/core/engines/reference/reference';
import { ProgramBuilder } from '../../../src/core/program/builder';
import type { Value } from '../../../src/core/program/program';
import { assertClose } from './assertClose';

describe('reference engine', () => {
  it('multiplies matrices', async () => {
    const y = await evaluate(
      (b, a, c) => b.matmul(a, c),
      tensor([2, 3], [1, 2, 3, 4, 5, 6]),
      tensor([3, 2], [1, 0, 0, 1, 2, -1]),
    );
    assert.deepEqual(y, { shape: [2, 2], data: Float64Array.of(7, -1, 16, -1) });
  });

  it('agrees with the error function of Abramowitz and Stegun, table 7.1', () => {
    const table = [
      [0, 0],
      [0.5, 0.5204998778],
      [1, 0.8427007929],
      [1.5, 0.9661051465],
      [2, 0.995322265],
      [-1, -0.8427007929],
      [3, 0.9999779095],
    ] as const;
    for (const [x, expected] of table) assert.ok(Math.abs(erf(x) - expected) < 1e-10, `erf(${x})`);
  });

  it('stays finite in softmax of large numbers', async () => {
    const y = await evaluate(
      (b, x) => b.apply({ kind: 'logSoftmax' }, x),
      tensor([1, 3], [1000, 1000, -1000]),
    );
    assertClose(y.data, [-Math.LN2, -Math.LN2, -2000 - Math.LN2], 1e-12, 'log softmax');
  });

  it('convolves with zero padding', async () => {
    const y = await evaluate(
      (b, x, kernel) => b.apply({ kind: 'conv2d' }, x, kernel),
      tensor([1, 1, 2, 3], [1, 2, 3, 4, 5, 6]),
      tensor([1, 1, 3, 3], [0, 1, 0, 0, 0, 2, 0, 0, 0]),
    );
    assert.deepEqual([...y.data], [4, 6, 0, 11, 14, 3]);
  });

  it('pools the first of equal numbers and leaves an odd last row and column out', async () => {
    const x = tensor([1, 1, 3, 5], [1, 4, 7, 7, 90, 4, 2, 7, 7, 91, 92, 93, 94, 95, 96]);
    const write = (b: ProgramBuilder, input: Value) => b.applyAll({ kind: 'maxPool2d' }, input);
    assert.deepEqual([...(await evaluate((b, v) => write(b, v)[0] as Value, x)).data], [4, 7]);
    assert.deepEqual([...(await evaluate((b, v) => write(b, v)[1] as Value, x)).data], [1, 2]);
  });

  it('takes the second choice where numbers are equal or not numbers', async () => {
    const y = await evaluate(
      (b, a, c) => b.whereGreater(a, c, 1, 2),
      tensor([4], [1, 3, NaN, 2]),
      tensor([4], [2, 2, 2, 2]),
    );
    assert.deepEqual([...y.data], [2, 1, 2, 2]);
  });
});

async function evaluate(
  write: (b: ProgramBuilder, first: Value, second: Value) => Value,
  first: Tensor,
  second: Tensor = tensor([], [0]),
): Promise<Tensor> {
  const b = new ProgramBuilder();
  b.output('y', write(b, b.input('first', first.shape), b.input('second', second.shape)));
  const program = b.build();
  const given = { first, second };
  const inputs = program.inputs.map(({ name }) => [name, given[name as 'first' | 'second']]);
  const { y } = await (await reference.compile(program)).run(Object.fromEntries(inputs));
  assert.ok(y);
  return y;
}

function tensor(shape: readonly number[], numbers: readonly number[]): Tensor {
  return { shape, data: Float64Array.from(numbers) };
}
