import assert from 'node:assert/strict';
import type { Engine, Tensor, Tensors } from '../../../src/core/engines/engine';
import { ProgramBuilder } from '../../../src/core/program/builder';
import { allEngines } from './allEngines';
import { composedPrograms } from './composedPrograms';
import { exampleInputs } from './exampleInputs';
import { SeededRandom } from './seededRandom';

for (const [name, open] of Object.entries(allEngines))
  describe(`an executable of ${name}`, () => {
    let engine: Engine;
    before(async () => {
      engine = await open();
    });

    it('writes to the buffers it is given', async () => {
      const executable = await engine.compile(doubling());
      const into = { y: tensor([3], [0, 0, 0]), sum: { shape: [], data: new Float64Array(1) } };
      const outputs = await executable.run({ x: tensor([3], [1, 2, 3]) }, into);
      assert.deepEqual([...into.y.data], [2, 4, 6]);
      assert.deepEqual([...into.sum.data], [12]);
      assert.equal(outputs['y']?.data, into.y.data);
      assert.equal(outputs['sum']?.data, into.sum.data);
    });

    it('gives buffers of its own where none are given, and keeps none of them', async () => {
      const executable = await engine.compile(doubling());
      const first = await executable.run({ x: tensor([3], [1, 2, 3]) }, { sum: tensor([], [0]) });
      await executable.run({ x: tensor([3], [7, 7, 7]) }, { sum: tensor([], [0]) });
      assert.deepEqual([...(first['y'] as Tensor).data], [2, 4, 6]);
    });

    it('reads a buffer anew in each run', async () => {
      const executable = await engine.compile(doubling());
      const x = tensor([3], [1, 2, 3]);
      const into = { y: tensor([3], [0, 0, 0]) };
      await executable.run({ x }, into);
      x.data.set([4, 5, 6]);
      await executable.run({ x }, into);
      assert.deepEqual([...into.y.data], [8, 10, 12]);
    });

    it('runs on its own outputs, two buffers in turns', async () => {
      const executable = await engine.compile(doubling());
      const [even, odd] = [tensor([1], [1]), tensor([1], [0])];
      for (let step = 0; step < 10; step++)
        await executable.run({ x: step % 2 ? odd : even }, { y: step % 2 ? even : odd });
      assert.equal(even.data[0], 1024);
    });

    it('takes one buffer in several shapes, and float64', async () => {
      const b = new ProgramBuilder();
      b.output('y', b.multiply(b.input('x', ['batch', 1]), b.input('row', [1, 'batch'])));
      const executable = await engine.compile(b.build());
      for (const data of [Float32Array.of(2, 3), Float64Array.of(2, 3)]) {
        const inputs = { x: { shape: [2, 1], data }, row: { shape: [1, 2], data } };
        const { y } = await executable.run(inputs);
        assert.deepEqual([...(y as Tensor).data], [4, 6, 6, 9]);
      }
    });

    it('passes inputs and constants through as outputs', async () => {
      const b = new ProgramBuilder();
      const x = b.input('x', [2]);
      const places = b.applyAll({ kind: 'maxPool2d' }, b.input('image', [1, 1, 2, 2]))[1];
      b.output('x', x);
      b.output('again', x);
      b.output('one', b.constant(1));
      if (places) b.output('places', places);
      const executable = await engine.compile(b.build());
      const image = tensor([1, 1, 2, 2], [0, 1, 5, 2]);
      const outputs = await executable.run({ x: tensor([2], [3, 4]), image });
      const numbers = Object.entries(outputs).map(([key, { data }]) => [key, [...data]]);
      assert.deepEqual(Object.fromEntries(numbers), {
        x: [3, 4],
        again: [3, 4],
        one: [1],
        places: [2],
      });
    });

    it('refuses inputs and buffers that do not fit', async () => {
      const executable = await engine.compile(doubling());
      await assert.rejects(executable.run({}), /Missing x \[batch\]/);
      await assert.rejects(executable.run({ x: tensor([1, 1], [1]) }), /Input x .* got \[1,1\]/);
      await assert.rejects(
        executable.run({ x: tensor([1], [1]) }, { y: tensor([2], [0, 0]) }),
        /Output y has shape \[1\], its buffer \[2\]/,
      );
    });

    if (name !== 'reference')
      it('says when memory does not suffice', async () => {
        const b = new ProgramBuilder();
        const [x, y] = [b.input('x', ['batch', 1]), b.input('y', [1, 'batch'])];
        b.output('sum', b.sum(b.unary('exp', b.multiply(x, y))));
        const executable = await engine.compile(b.build());
        const count = sizes[name] ?? 40_000;
        const data = new Float32Array(count);
        const inputs = { x: { shape: [count, 1], data }, y: { shape: [1, count], data } };
        await assert.rejects(
          executable.run(inputs),
          new RegExp(`^Error: ${name} is out of memory`),
        );
      });

    it('gives the same bits for the same numbers, in two sessions', async () => {
      for (const write of Object.values(composedPrograms)) {
        const program = write();
        const inputs = exampleInputs(program, 4, new SeededRandom(3));
        const [first, second] = [await engine.compile(program), await engine.compile(program)];
        const found = await first.run(inputs);
        assert.deepEqual(bits(await second.run(inputs)), bits(found));
        assert.deepEqual(bits(await first.run(inputs)), bits(found));
      }
    });

    it('lets other work run between steps', async () => {
      const executable = await engine.compile(doubling());
      let turns = 0;
      const timer = setInterval(() => turns++, 0);
      // Without a turn of the event loop there would be none, however long.
      const end = performance.now() + 5000;
      while (turns <= 5 && performance.now() < end) await executable.run({ x: tensor([1], [1]) });
      clearInterval(timer);
      assert.ok(turns > 5, `${turns} turns`);
    });
  });

/** A product of as many rows and columns is too large; WebAssembly ends far sooner. */
const sizes: Readonly<Record<string, number>> = {
  onnx: 4_000_000,
  'tensorflow on cpu': 100_000,
};

function doubling() {
  const b = new ProgramBuilder();
  const y = b.multiply(b.input('x', ['batch']), 2);
  b.output('y', y);
  b.output('sum', b.sum(y));
  return b.build();
}

function tensor(shape: readonly number[], numbers: readonly number[]) {
  return { shape, data: Float32Array.from(numbers) };
}

function bits(outputs: Tensors): Record<string, string> {
  const entries = Object.entries(outputs).map(([name, { data }]) => [
    name,
    Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex'),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}
