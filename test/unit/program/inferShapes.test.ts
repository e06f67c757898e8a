import assert from 'node:assert/strict';
import { ProgramBuilder } from '../../../src/core/program/builder';
import { broadcastShapes, elementCount } from '../../../src/core/program/inferShapes';
import type { Operation } from '../../../src/core/program/operation';
import type { Shape } from '../../../src/core/program/program';

/** Operations with shapes that do not fit, and how the message begins. */
const misfits: readonly (readonly [Operation, readonly Shape[], RegExp])[] = [
  [{ kind: 'add' }, [[2], [3]], /Shapes \[2\] and \[3\] do not broadcast/],
  [{ kind: 'add' }, [['batch'], [3]], /Shapes \[batch\] and \[3\] do not broadcast/],
  [
    matmul(),
    [
      ['batch', 3],
      [4, 2],
    ],
    /matmul does not fit \[batch,3\], \[4,2\]/,
  ],
  [
    matmul(),
    [
      [2, 3, 4],
      [3, 2],
    ],
    /matmul does not fit/,
  ],
  [{ kind: 'linear' }, [['batch', 3], [3, 2], [3]], /linear does not fit/],
  [
    { kind: 'linear' },
    [
      ['batch', 3],
      [3, 2],
      [1, 2],
    ],
    /linear does not fit/,
  ],
  [{ kind: 'sum', axes: [2], keep: false }, [['batch', 3]], /sum does not fit \[batch,3\]/],
  [{ kind: 'reshape', sizes: [-1, 5] }, [['batch', 2, 3]], /reshape does not fit/],
  [{ kind: 'reshape', sizes: [6] }, [['batch', 2, 3]], /reshape does not fit/],
  [{ kind: 'transpose', permutation: [0, 0] }, [[2, 3]], /transpose does not fit/],
  [{ kind: 'expandLike' }, [[2, 3], [3]], /expandLike does not fit/],
  [{ kind: 'split', sizes: [2, 2] }, [[5]], /split does not fit \[5\]/],
  [{ kind: 'concat' }, [[5], [2, 2]], /concat does not fit/],
  [{ kind: 'softmax' }, [[]], /softmax does not fit/],
  [{ kind: 'batchSize' }, [[]], /batchSize does not fit/],
  [{ kind: 'positives' }, [['batch', 2, 3]], /positives does not fit/],
  [
    { kind: 'conv2d' },
    [
      ['batch', 2, 5, 5],
      [4, 3, 3, 3],
    ],
    /conv2d does not fit/,
  ],
  [
    { kind: 'conv2d' },
    [
      ['batch', 2, 5, 5],
      [4, 2, 2, 2],
    ],
    /conv2d does not fit/,
  ],
  [{ kind: 'maxPool2d' }, [['batch', 10]], /Expected four axes, got \[batch,10\]/],
];

describe('inferShapes', () => {
  for (const [operation, shapes, message] of misfits)
    it(`refuses ${operation.kind} of ${shapes.map((shape) => `[${shape}]`).join(', ')}`, () => {
      const b = new ProgramBuilder();
      const inputs = shapes.map((shape, index) => b.input(`x${index}`, shape));
      assert.throws(() => b.apply(operation, ...inputs), message);
    });

  it('broadcasts as numpy does', () => {
    assert.deepEqual(broadcastShapes(['batch', 1], [3]), ['batch', 3]);
    assert.deepEqual(broadcastShapes([], [2, 1]), [2, 1]);
    assert.deepEqual(broadcastShapes([4, 1, 3], [2, 1]), [4, 2, 3]);
  });

  it('counts elements of fixed shapes only', () => {
    assert.equal(elementCount([2, 3]), 6);
    assert.equal(elementCount([]), 1);
    assert.throws(() => elementCount(['batch', 3]), /Expected a fixed size, got batch/);
  });
});

function matmul(): Operation {
  return { kind: 'matmul', transposeA: false, transposeB: false };
}
