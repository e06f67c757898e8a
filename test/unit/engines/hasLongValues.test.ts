import assert from 'node:assert/strict';
import { hasLongValues } from '../../../src/core/engines/onnx/hasLongValues';
import { planModel } from '../../../src/core/model/planModel';
import { trainProgram } from '../../../src/core/model/trainProgram';
import type { ModelShape } from '../../../src/protocol/settings';
import { modelOf } from '../model/settings';

describe('values of a training step', () => {
  const cases: readonly (readonly [string, ModelShape, readonly number[], boolean])[] = [
    ['short in an MLP', { kind: 'mlp', hidden: [256, 128] }, [784], false],
    ['short in a deep one', { kind: 'mlp', hidden: Array<number>(60).fill(128) }, [64], false],
    ['long in a wide one', { kind: 'mlp', hidden: [2560, 1280] }, [784], true],
    ['long where images are', { kind: 'cnn', channels: [16, 32], dense: [64] }, [1, 28, 28], true],
    ['short of small images', { kind: 'cnn', channels: [4], dense: [8] }, [1, 8, 8], false],
  ];
  for (const [title, shape, inputShape, isLong] of cases)
    it(`are ${title}`, () => {
      const optimizer = { kind: 'adam', learning_rate: 1, weight_decay: 0, momentum: 0 } as const;
      const training = { epochs: 1, batch_size: 8, seed: 0 };
      const program = trainProgram(
        planModel(modelOf(shape), inputShape, 10),
        { loss: 'cross_entropy', optimizer, training },
        { kind: 'classes', classes: 10 },
      );
      assert.equal(hasLongValues(program), isLong);
    });
});
