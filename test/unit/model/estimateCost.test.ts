import assert from 'node:assert/strict';
import { estimateCost } from '../../../src/core/model/estimateCost';
import { planModel } from '../../../src/core/model/planModel';
import { modelOf } from './settings';

describe('estimateCost', () => {
  it('counts two operations for each weight and sample of an mlp', () => {
    const plan = planModel(modelOf({ kind: 'mlp', hidden: [256, 128] }), [784], 10);
    const weights = 784 * 256 + 256 * 128 + 128 * 10;
    const cost = estimateCost(plan, 128);
    assert.equal(cost.forward, 2 * 128 * weights);
    const backward = 2 * cost.forward - 2 * 128 * 784 * 256;
    assert.equal(cost.trainStep, cost.forward + backward + 12 * plan.parameterCount);
  });

  it('uses a kernel once for each pixel', () => {
    const plan = planModel(modelOf({ kind: 'cnn', channels: [4], dense: [] }), [2, 6, 10], 3);
    const expected = 2 * (4 * 2 * 9 * 60 + 4 * 3 * 5 * 3);
    assert.equal(estimateCost(plan, 1).forward, expected);
  });
});
