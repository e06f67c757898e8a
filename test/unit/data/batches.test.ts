import assert from 'node:assert/strict';
import fc from 'fast-check';
import { batches, type Epoch } from '../../../src/core/data/batches';
import type { Samples } from '../../../src/core/data/dataset';
import { createRandom } from '../../../src/core/data/random';
import { faultOf } from './faultOf';

describe('batches', () => {
  it('visits every sample exactly once an epoch, its inputs and targets together', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }));
    fc.assert(
      fc.property(sizes, fc.constantFrom(1, 3, 24, 25, 40), fc.nat(), ([a, b], width, seed) => {
        const count = Math.max(a, b);
        const size = Math.min(a, b);
        const found = batches(numbered(count, width), size, createRandom(seed, 'batches'));
        for (let epoch = 0; epoch < 3; epoch++) {
          const seen: number[] = [];
          let number = 0;
          for (const batch of found.epoch()) {
            number += 1;
            assert.equal(batch.count, number < found.perEpoch ? size : count - size * (number - 1));
            assert.equal(batch.inputs.length, batch.count * width);
            assert.equal(batch.targets.length, batch.count * 2);
            batch.rows.forEach((row, index) => {
              const inputs = batch.inputs.subarray(index * width, (index + 1) * width);
              assert.ok(inputs.every((value, k) => value === row + k / 64));
              assert.deepEqual(
                [...batch.targets.subarray(2 * index, 2 * index + 2)],
                [row, 0 - row],
              );
            });
            seen.push(...batch.rows);
          }
          assert.equal(number, found.perEpoch);
          assert.deepEqual(
            seen.sort((x, y) => x - y),
            Array.from({ length: count }, (_, row) => row),
          );
        }
      }),
    );
  });

  it('gives several full mini-batches at once, the same ones as one by one', () => {
    const [alone, together] = [0, 1].map(() =>
      batches(numbered(50, 3), 8, createRandom(1, 'batches')).epoch(),
    ) as [Epoch, Epoch];
    const one = Array.from(alone, ({ rows, inputs }) => [[...rows], [...inputs]]);
    const sizes: number[][] = [];
    for (let chunk = together.take(4); chunk; chunk = together.take(4)) {
      const { steps, count, rows, inputs } = chunk;
      sizes.push([steps, count]);
      for (let step = 0; step < steps; step++) {
        const [from, to] = [step * count, (step + 1) * count];
        const found = [[...rows.subarray(from, to)], [...inputs.subarray(3 * from, 3 * to)]];
        assert.deepEqual(found, one.shift());
      }
    }
    assert.deepEqual(one, []);
    assert.deepEqual(
      sizes,
      [
        [4, 8],
        [2, 8],
        [1, 2],
      ],
      'the short one stands alone',
    );
  });

  it('shuffles anew each epoch, the same way for the same seed', () => {
    const orders = (seed: number) => {
      const found = batches(numbered(50, 1), 8, createRandom(seed, 'batches'));
      return [0, 1, 2].map(() => [...found.epoch()].flatMap(({ rows }) => [...rows]).join());
    };
    assert.equal(new Set(orders(1)).size, 3);
    assert.deepEqual(orders(1), orders(1));
    assert.notDeepEqual(orders(1), orders(2));
  });

  it('uses its arrays again', () => {
    const found = batches(numbered(10, 30), 4, createRandom(0, 'batches'));
    const buffers = new Set<ArrayBufferLike>();
    for (let epoch = 0; epoch < 2; epoch++) {
      for (const batch of found.epoch()) buffers.add(batch.inputs.buffer);
    }
    assert.equal(buffers.size, 1);
  });

  it('gives all samples in their own order, uncopied, in one batch for all', () => {
    const samples = numbered(5, 3);
    const found = batches(samples, 'all', createRandom(0, 'batches'));
    assert.equal(found.perEpoch, 1);
    const [batch, ...more] = [...found.epoch()];
    assert.equal(more.length, 0);
    assert.equal(batch?.inputs, samples.inputs);
    assert.equal(batch?.targets, samples.targets);
    assert.deepEqual([...(batch?.rows ?? [])], [0, 1, 2, 3, 4]);
  });

  it('refuses batches larger than the training samples', async () => {
    const fault = await faultOf(() => batches(numbered(40, 1), 64, createRandom(0, 'batches')));
    assert.equal(fault.path, 'training.batch_size');
    assert.equal(
      fault.message,
      'batch_size 64 is more than the 40 training samples; use at most 40, or all',
    );
    for (const size of [0, -1, 2.5, NaN]) {
      const other = await faultOf(() => batches(numbered(40, 1), size, createRandom(0, 'x')));
      assert.equal(other.path, 'training.batch_size');
    }
  });
});

/** Sample n has inputs n, n + 1/64, ... and targets n and -n. */
function numbered(count: number, width: number): Samples {
  return {
    count,
    inputs: Float32Array.from(
      { length: count * width },
      (_, at) => Math.floor(at / width) + (at % width) / 64,
    ),
    targets: Float32Array.from({ length: count * 2 }, (_, at) => {
      const row = Math.floor(at / 2);
      return at % 2 === 0 ? row : 0 - row;
    }),
  };
}
