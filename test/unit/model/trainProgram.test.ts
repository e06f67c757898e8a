import assert from 'node:assert/strict';
import type { Target } from '../../../src/core/data/dataset';
import { evaluateProgram } from '../../../src/core/model/evaluateProgram';
import { planModel } from '../../../src/core/model/planModel';
import { planOptimizer } from '../../../src/core/model/planOptimizer';
import { trainProgram } from '../../../src/core/model/trainProgram';
import type { NamedValue } from '../../../src/core/program/program';
import type { OptimizerKind } from '../../../src/protocol/settings';
import { modelOf } from './settings';

const target: Target = { kind: 'classes', classes: 3 };
const plan = planModel(
  modelOf({ kind: 'mlp', hidden: [4] }, { normalization: 'batch', dropout: 0.1 }),
  [5],
  3,
);
const names = (values: readonly NamedValue[]) => values.map(({ name }) => name);

function settingsOf(kind: OptimizerKind, weight_decay = 0.1) {
  return {
    loss: 'cross_entropy',
    optimizer: { kind, learning_rate: 0.1, weight_decay, momentum: 0.9 },
    training: { epochs: 1, batch_size: 8, seed: 0 },
  } as const;
}

describe('trainProgram', () => {
  const moments: Readonly<Record<OptimizerKind, readonly string[]>> = {
    sgd: [],
    momentum: ['velocity'],
    adam: ['first', 'second'],
    adamw: ['first', 'second'],
    muon: ['first', 'second'],
  };
  for (const [kind, expected] of Object.entries(moments) as [OptimizerKind, string[]][])
    for (const decay of [0, 0.1])
      it(`${kind} with decay ${decay} takes and gives what it says`, () => {
        const settings = settingsOf(kind, decay);
        const optimizer = planOptimizer(settings.optimizer, plan);
        assert.deepEqual(optimizer.moments, expected);
        const program = trainProgram(plan, settings, target);
        // An engine refuses inputs that a program does not read, so none may be lost.
        const scalars = Object.keys(optimizer.scalars(7, 0.1));
        assert.ok(scalars.includes('learning_rate'));
        assert.deepEqual(names(program.inputs), [
          'parameters',
          'state',
          ...expected,
          'x',
          'y',
          'mask.hidden1',
          ...scalars,
        ]);
        assert.deepEqual(names(program.outputs), [
          'parameters',
          'state',
          ...expected,
          'loss',
          'correct',
        ]);
      });

  it('gives the gradient norm where it clips', () => {
    const settings = settingsOf('sgd');
    const training = { ...settings.training, clip_gradient_norm: 1 };
    const { outputs } = trainProgram(plan, { ...settings, training }, target);
    assert.ok(names(outputs).includes('gradient_norm'));
  });

  it('evaluates from parameters, statistics and samples alone', () => {
    const program = evaluateProgram(plan, settingsOf('sgd'), target);
    assert.deepEqual(names(program.inputs), ['parameters', 'state', 'x', 'y']);
    assert.deepEqual(
      program.outputs.map(({ name, value }) => [name, value.shape]),
      [
        ['losses', ['batch']],
        ['correct', ['batch']],
      ],
    );
  });
});
