import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planModel } from '../../../src/core/model/planModel';
import { modelOf } from './settings';

describe('planModel', () => {
  it('lays out an mlp', () => {
    const plan = planModel(modelOf({ kind: 'mlp', hidden: [128, 64] }), [8, 8], 10);
    assert.deepEqual(plan.layers, [
      { name: 'hidden1', kind: 'dense', units: 128, parameters: 64 * 128 + 128 },
      { name: 'hidden2', kind: 'dense', units: 64, parameters: 128 * 64 + 64 },
      { name: 'output', kind: 'dense', units: 10, parameters: 64 * 10 + 10 },
    ]);
    assert.deepEqual(
      plan.parameters.map(({ name, shape }) => [name, shape]),
      [
        ['hidden1.weight', [64, 128]],
        ['hidden1.bias', [128]],
        ['hidden2.weight', [128, 64]],
        ['hidden2.bias', [64]],
        ['output.weight', [64, 10]],
        ['output.bias', [10]],
      ],
    );
    assert.equal(plan.stateCount, 0);
    assert.deepEqual(plan.masks, []);
  });

  it('lays out two_layer as an mlp with one hidden layer', () => {
    const two = planModel(modelOf({ kind: 'two_layer', width: 7 }), [3], 2);
    const mlp = planModel(modelOf({ kind: 'mlp', hidden: [7] }), [3], 2);
    assert.deepEqual(two.parameters, mlp.parameters);
    assert.deepEqual(two.layers, mlp.layers);
  });

  it('lays out a cnn with normalization, running statistics and masks', () => {
    const model = modelOf(
      { kind: 'cnn', channels: [16, 32], dense: [64] },
      { normalization: 'batch', dropout: 0.5 },
    );
    const plan = planModel(model, [1, 28, 28], 10);
    assert.deepEqual(
      plan.layers.map(({ name, kind, units }) => [name, kind, units]),
      [
        ['conv1', 'conv', 16 * 28 * 28],
        ['conv2', 'conv', 32 * 14 * 14],
        ['dense1', 'dense', 64],
        ['output', 'dense', 10],
      ],
    );
    assert.deepEqual(
      plan.parameters
        .filter(({ layer }) => layer === 'conv2')
        .map(({ name, shape }) => [name, shape]),
      [
        ['conv2.weight', [32, 16, 3, 3]],
        ['conv2.bias', [32]],
        ['conv2.gain', [32]],
        ['conv2.shift', [32]],
      ],
    );
    assert.deepEqual(plan.masks, [
      { name: 'mask.conv1', units: 16 * 14 * 14 },
      { name: 'mask.conv2', units: 32 * 7 * 7 },
      { name: 'mask.dense1', units: 64 },
    ]);
    assert.equal(plan.stateCount, 2 * (16 + 32 + 64));
    const state = plan.initialState();
    assert.deepEqual([...state.slice(0, 32)], [...Array(16).fill(0), ...Array(16).fill(1)]);
    assert.equal(state.length, plan.stateCount);
  });

  it('puts the parameters one behind the other, without gap or overlap', () => {
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(
        fc.array(size, { maxLength: 4 }),
        size,
        size,
        fc.constantFrom('none', 'batch', 'layer'),
        (hidden, inputs, outputs, normalization) => {
          const plan = planModel(
            modelOf({ kind: 'mlp', hidden }, { normalization }),
            [inputs],
            outputs,
          );
          let end = 0;
          for (const { offset, size: length, shape } of plan.parameters) {
            assert.equal(offset, end);
            assert.equal(
              length,
              shape.reduce((a, b) => a * b, 1),
            );
            end = offset + length;
          }
          assert.equal(plan.parameterCount, end);
          assert.equal(
            plan.layers.reduce((total, layer) => total + layer.parameters, 0),
            end,
          );
        },
      ),
    );
  });

  it('refuses a cnn on data that are not images', () => {
    const model = modelOf({ kind: 'cnn', channels: [4], dense: [] });
    assert.throws(() => planModel(model, [13], 3), /needs images.*has shape \[13\].*mlp/);
  });

  it('refuses more poolings than the image bears', () => {
    const fits = modelOf({ kind: 'cnn', channels: [2, 2, 2], dense: [] });
    assert.equal(planModel(fits, [1, 8, 8], 3).layers.length, 4);
    const model = modelOf({ kind: 'cnn', channels: [2, 2, 2, 2], dense: [] });
    assert.throws(() => planModel(model, [1, 8, 8], 3), /1x1 before entry 4.*At most 3/);
  });

  for (const width of [0, -1, 2.5, Number.NaN])
    it(`refuses a layer of ${width} units`, () => {
      const model = modelOf({ kind: 'mlp', hidden: [4, width] });
      assert.throws(() => planModel(model, [3], 2), /positive whole number.*model\.hidden/);
    });
});
