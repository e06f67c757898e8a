import assert from 'node:assert/strict';
import type { Engine, Executable, Tensor, Tensors } from '../../../src/core/engines/engine';
import { ProgramBuilder } from '../../../src/core/program/builder';
import { allEngines } from './allEngines';
import { SeededRandom } from './seededRandom';

for (const [name, open] of Object.entries(allEngines))
  describe(`several steps in one call of ${name}`, () => {
    let engine: Engine;
    let steps: Executable;
    before(async () => {
      engine = await open();
      steps = await engine.compileSteps({ program: program(), carried: ['state', 'other'] });
    });

    it('are what a loop by hand gives', async () => {
      const results = await steps.run({
        state: tensor([2], [1, 2]),
        other: tensor([], [10]),
        x: tensor([3, 1, 2], [1, 1, 2, 2, 3, 3]),
        factor: tensor([3], [1, 2, 3]),
      });
      // state: [1, 2] + 1 * [1, 1] = [2, 3]; + 2 * [2, 2] = [6, 7]; + 3 * [3, 3] = [15, 16]
      assert.deepEqual([...results['state']!.data], [15, 16]);
      assert.deepEqual([...results['other']!.data], [13]);
      assert.deepEqual([...results['sum']!.data], [5, 13, 31]);
      assert.deepEqual(results['sum']!.shape, [3]);
    });

    it('are the same to the last digit however they are divided into calls', async () => {
      const random = new SeededRandom(5);
      const numbers = (length: number) =>
        Float32Array.from({ length }, () => random.between(-2, 2));
      const [x, factor] = [numbers(12 * 3 * 2), numbers(12)];
      const start = { state: tensor([2], numbers(2)), other: tensor([], [0]) };
      const divided = async (...parts: number[]) => {
        let state: Tensors = start;
        const sums: number[] = [];
        let done = 0;
        for (const part of parts) {
          const { sum, ...carried } = await steps.run({
            ...state,
            x: tensor([part, 3, 2], x.subarray(done * 6, (done + part) * 6)),
            factor: tensor([part], factor.subarray(done, done + part)),
          });
          state = carried;
          sums.push(...sum!.data);
          done += part;
        }
        return [...state['state']!.data, ...state['other']!.data, ...sums];
      };
      const whole = await divided(12);
      assert.deepEqual(await divided(1, 4, 7), whole);
      assert.deepEqual(await divided(...Array<number>(12).fill(1)), whole);
    });

    it('write to the buffers they are given', async () => {
      const into = { state: tensor([2], [0, 0]), sum: tensor([2], [0, 0]) };
      const results = await steps.run(
        {
          state: tensor([2], [0, 0]),
          other: tensor([], [0]),
          x: tensor([2, 1, 2], [1, 2, 3, 4]),
          factor: tensor([2], [1, 1]),
        },
        into,
      );
      assert.equal(results['state']!.data, into.state.data);
      assert.deepEqual([...into.state.data], [4, 6]);
      assert.deepEqual([...into.sum.data], [3, 10]);
    });

    it('refuse another number of steps in one input than in the others', async () => {
      const inputs = {
        state: tensor([2], [0, 0]),
        other: tensor([], [0]),
        x: tensor([2, 1, 2], [1, 2, 3, 4]),
        factor: tensor([3], [1, 1, 1]),
      };
      await assert.rejects(
        steps.run(inputs),
        /Input factor is declared as \[steps\], got \[3\], but the steps of x is 2/,
      );
    });

    it('refuse to carry what does not come out', async () => {
      const compile = async () => engine.compileSteps({ program: program(), carried: ['x'] });
      await assert.rejects(compile(), /x is to be carried, so it must be an input and an output/);
    });
  });

/** state + factor * (sum of the samples), a counter, and the sum of the new state. */
function program() {
  const b = new ProgramBuilder();
  const x = b.input('x', ['batch', 2]);
  const state = b.input('state', [2]);
  const factor = b.input('factor', []);
  const other = b.input('other', []);
  const next = b.add(state, b.multiply(b.sum(x, [0]), factor));
  b.output('sum', b.sum(next));
  b.output('other', b.add(other, 1));
  b.output('state', next);
  return b.build();
}

function tensor(shape: readonly number[], numbers: ArrayLike<number>): Tensor {
  return { shape, data: Float32Array.from(numbers) };
}
