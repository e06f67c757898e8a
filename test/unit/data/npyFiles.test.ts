import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDataset } from '../../../src/core/data/loadDataset';
import type { LossKind } from '../../../src/protocol/settings';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';
import { faultOf } from './faultOf';
import { npyBytes } from './npyBytes';
import { BUNDLED, settingsFor } from './settingsFor';

type Shaped = readonly [shape: readonly number[], values: readonly number[]];

describe('NPY data', () => {
  after(removeTemporaryFolders);

  const FOUR = [
    [4, 2],
    [1, 2, 3, 4, 5, 6, 7, 8],
  ] as const;

  it('gives rank 2 as features, 3 as grey images, 4 as images, 1 as one feature', async () => {
    const labels = [[2], [0, 1]] as const;
    const shapes: readonly [number[], number[]][] = [
      [[2], [1]],
      [[2, 6], [6]],
      [
        [2, 2, 3],
        [1, 2, 3],
      ],
      [
        [2, 3, 2, 1],
        [3, 2, 1],
      ],
    ];
    for (const [shape, expected] of shapes) {
      const { inputShape } = await load([shape, counting(shape)], labels);
      assert.deepEqual(inputShape, expected);
    }
  });

  it('takes class numbers, in order of size, and one-hot rows', async () => {
    const numbered = await load(FOUR, [[4], [10, 9, 10, -1]]);
    assert.deepEqual(numbered.target, { kind: 'classes', classes: 3, names: ['-1', '9', '10'] });
    const oneHot = await load(FOUR, [
      [4, 3],
      [0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0],
    ]);
    assert.deepEqual(oneHot.target, { kind: 'classes', classes: 3, names: ['0', '1', '2'] });
    for (const data of [numbered, oneHot]) {
      const byInput = [...(data.train.labels ?? [])].map((label, row) => [
        data.train.inputs[2 * row],
        label,
      ]);
      byInput.sort(([a = 0], [b = 0]) => a - b);
      assert.deepEqual(byInput, [
        [1, 2],
        [3, 1],
        [5, 2],
        [7, 0],
      ]);
    }
  });

  it('predicts numbers with mse, one or several a sample, but one-hot rows as classes', async () => {
    const one = await load(FOUR, [[4], [0.5, 1, 2, 3]], 'mse');
    assert.deepEqual(one.target, { kind: 'values', width: 1 });
    assert.equal(one.train.labels, undefined);
    const two = await load(
      FOUR,
      [
        [4, 2],
        [1, 2, 3, 4, 5, 6, 7, 8],
      ],
      'mse',
    );
    assert.deepEqual(two.target, { kind: 'values', width: 2 });
    assert.deepEqual(two.train.targets, two.train.inputs);
    const oneHot = await load(
      FOUR,
      [
        [4, 2],
        [1, 0, 0, 1, 1, 0, 1, 0],
      ],
      'mse',
    );
    assert.equal(oneHot.target.kind, 'classes');
  });

  it('uses its own validation files, whole and in order, and says that the share is not', async () => {
    const folder = temporaryFolder();
    const validation = {
      validation_inputs: write(folder, 'vx.npy', [
        [2, 2],
        [9, 10, 11, 12],
      ]),
      validation_targets: write(folder, 'vy.npy', [[2], [5, 0]]),
    };
    const data = await load(FOUR, [[4], [0, 1, 0, 1]], 'cross_entropy', validation);
    assert.equal(data.train.count, 4);
    assert.deepEqual(data.validation?.inputs, Float32Array.from([9, 10, 11, 12]));
    assert.deepEqual(data.validation?.labels, Int32Array.from([2, 0]));
    assert.match(data.notes.join('\n'), /share validation: 0.5 is not used/);
    assert.match(data.notes.join('\n'), /No training sample is of class '5'/);
  });

  it('asks for both validation files, of the same shape of sample', async () => {
    const folder = temporaryFolder();
    const alone = { validation_inputs: write(folder, 'vx.npy', [[2, 3], counting([2, 3])]) };
    const one = await faultOf(() => load(FOUR, [[4], [0, 1, 0, 1]], 'cross_entropy', alone));
    assert.equal(one.path, 'dataset.validation_inputs');
    assert.match(one.message, /without dataset\.validation_targets/);
    const other = await faultOf(() =>
      load(FOUR, [[4], [0, 1, 0, 1]], 'cross_entropy', {
        ...alone,
        validation_targets: write(folder, 'vy.npy', [[2], [0, 1]]),
      }),
    );
    assert.equal(other.path, 'dataset.validation_inputs');
    assert.match(other.message, /vx\.npy has shape \(2, 3\), .*x\.npy \(4, 2\)/);
  });

  const faults: readonly [string, Shaped, Shaped, LossKind, string, RegExp][] = [
    [
      'a NaN',
      [
        [2, 2],
        [1, 2, 3, NaN],
      ],
      [[2], [0, 1]],
      'cross_entropy',
      'dataset.inputs',
      /x\.npy: element \[1, 1\] \(counted from 0\) is NaN/,
    ],
    [
      'an infinite target',
      FOUR,
      [[4], [0, 1, Infinity, 1]],
      'mse',
      'dataset.targets',
      /y\.npy: element \[2\] \(counted from 0\) is Infinity/,
    ],
    [
      'another number of targets',
      FOUR,
      [[3], [0, 1, 0]],
      'mse',
      'dataset.targets',
      /x\.npy holds 4 samples and .*y\.npy 3 targets/,
    ],
    [
      'classes that are not whole',
      FOUR,
      [[4], [0, 1.5, 0, 1]],
      'cross_entropy',
      'dataset.targets',
      /y\.npy is 1\.5 in sample 2; .*loss: mse/,
    ],
    [
      'rows that are not one-hot',
      FOUR,
      [
        [4, 2],
        [1, 1, 0, 1, 1, 0, 0, 1],
      ],
      'cross_entropy',
      'dataset.targets',
      /rows of 2 numbers that are not one-hot/,
    ],
    [
      'targets of three dimensions',
      FOUR,
      [
        [4, 1, 1],
        [0, 1, 0, 1],
      ],
      'mse',
      'dataset.targets',
      /shape \(4, 1, 1\)/,
    ],
    [
      'inputs of five',
      [
        [2, 1, 1, 1, 1],
        [1, 2],
      ],
      [[2], [0, 1]],
      'mse',
      'dataset.inputs',
      /shape \(2, 1, 1, 1, 1\)/,
    ],
    ['a lone number', [[], [1]], [[], [1]], 'mse', 'dataset.inputs', /shape \(\)/],
    ['no samples', [[0, 2], []], [[0], []], 'mse', 'dataset.inputs', /holds no samples/],
    [
      'one class',
      FOUR,
      [[4], [3, 3, 3, 3]],
      'cross_entropy',
      'dataset.targets',
      /all 4 samples are of one class, '3'/,
    ],
    [
      'numbers with logistic',
      FOUR,
      [[4], [0, 1, 2, 0]],
      'logistic',
      'loss',
      /exactly two classes and .* has 3/,
    ],
    [
      'inputs beyond float32',
      [
        [2, 1],
        [1, 1e39],
      ],
      [[2], [0, 1]],
      'cross_entropy',
      'dataset.inputs',
      /input 1 of sample 2 is 1e\+39/,
    ],
  ];
  for (const [name, inputs, targets, loss, path, says] of faults) {
    it(`refuses ${name}`, async () => {
      const fault = await faultOf(() => load(inputs, targets, loss));
      assert.equal(fault.path, path);
      assert.match(fault.message, says);
    });
  }

  it('does not take measured numbers for classes', async () => {
    const many = Array.from({ length: 300 }, (_, index) => index);
    const fault = await faultOf(() => load([[300, 1], many], [[300], many]));
    assert.equal(fault.path, 'dataset.targets');
    assert.match(fault.message, /300 different numbers in 300 samples.*loss: mse/);
  });

  async function load(inputs: Shaped, targets: Shaped, loss?: LossKind, validation?: object) {
    const folder = temporaryFolder();
    const source = {
      kind: 'npy',
      inputs: write(folder, 'x.npy', inputs),
      targets: write(folder, 'y.npy', targets),
      ...validation,
    } as const;
    const options = { ...(loss && { loss }), validation: validation ? 0.5 : 0 };
    return loadDataset(settingsFor(source, options), BUNDLED);
  }
});

function write(folder: string, name: string, [shape, values]: Shaped): string {
  const file = join(folder, name);
  writeFileSync(file, npyBytes(shape, values));
  return file;
}

function counting(shape: readonly number[]): number[] {
  return Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, index) => index);
}
