import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Target } from '../../../src/core/data/dataset';
import { reference } from '../../../src/core/engines/reference/reference';
import { sampleLosses } from '../../../src/core/model/losses/sampleLosses';
import { ProgramBuilder } from '../../../src/core/program/builder';
import { differentiate } from '../../../src/core/program/differentiate';
import type { Value } from '../../../src/core/program/program';
import type { LossKind } from '../../../src/protocol/settings';

const three: Target = { kind: 'classes', classes: 3 };
const two: Target = { kind: 'classes', classes: 2 };

describe('losses', () => {
  it('cross entropy is minus the log probability of the class', async () => {
    const { losses, correct } = await compute(
      'cross_entropy',
      three,
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
      [
        [0, 0, 1],
        [1, 0, 0],
      ],
    );
    const total = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3));
    assertClose(losses, [total - 3, total - 1]);
    assert.deepEqual(correct, [1, 0]);
  });

  it('cross entropy stays finite where probabilities do not', async () => {
    const { losses } = await compute('cross_entropy', three, [[1000, 0, -1000]], [[0, 0, 1]]);
    assert.deepEqual(losses, [2000]);
  });

  it('shares the win among classes that tie, so that saying nothing scores as chance', async () => {
    const { correct } = await compute(
      'cross_entropy',
      three,
      [
        [0, 0, 0],
        [1, 1, 0],
        [1, 1, 0],
      ],
      [
        [0, 1, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    );
    assertClose(correct, [1 / 3, 1 / 2, 0]);
  });

  it('logistic is log(1 + exp(-s z)) with the slope of the sigmoid, at 0 and far out too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 1e-9, -1e-9, 30, -30, 800, -800, 1.5, -0.2),
        fc.constantFrom(0, 1),
        async (z, y) => {
          const { losses, correct, gradient } = await compute('logistic', two, [[z]], [[y]]);
          const s = 2 * y - 1;
          const expected = Math.max(0, -s * z) + Math.log1p(Math.exp(-Math.abs(z)));
          assertClose(losses, [expected]);
          assertClose(gradient, [1 / (1 + Math.exp(-z)) - y]);
          assert.deepEqual(correct, [(1 + Math.sign(s * z)) / 2]);
        },
      ),
    );
  });

  it('mse is the mean over outputs and hands the sum of squares to R squared', async () => {
    const target: Target = { kind: 'values', width: 2 };
    const { losses, correct } = await compute('mse', target, [[1, 2]], [[4, 2.5]]);
    assertClose(losses, [9.25 / 2]);
    assertClose(correct, [9.25]);
  });

  it('mse on classes counts right answers', async () => {
    const { correct } = await compute(
      'mse',
      three,
      [
        [0.2, 0.9, 0.1],
        [0.2, 0.9, 0.1],
      ],
      [
        [0, 1, 0],
        [1, 0, 0],
      ],
    );
    assert.deepEqual(correct, [1, 0]);
  });

  it('refuses a loss that does not fit the target, saying which would', async () => {
    const values: Target = { kind: 'values', width: 1 };
    await assert.rejects(compute('cross_entropy', values, [[1]], [[1]]), /1 values.*Use mse/);
    await assert.rejects(compute('logistic', three, [[1]], [[1]]), /3 classes.*cross_entropy/);
    await assert.rejects(compute('logistic', two, [[1, 2]], [[1, 0]]), /2 outputs/);
  });
});

async function compute(
  kind: LossKind,
  target: Target,
  logits: readonly (readonly number[])[],
  y: readonly (readonly number[])[],
): Promise<{ losses: number[]; correct: number[]; gradient: number[] }> {
  const width = Number(logits[0]?.length);
  const b = new ProgramBuilder();
  const inputs = { logits: b.input('logits', ['batch', width]), y: b.input('y', ['batch', width]) };
  const { losses, correct } = sampleLosses(b, kind, target, inputs.logits, inputs.y);
  b.output('losses', losses);
  b.output('correct', correct);
  b.output('gradient', differentiate(b, b.sum(losses), [inputs.logits])[0] as Value);
  const executable = await reference.compile(b.build());
  const shape = [logits.length, width];
  const outputs = await executable.run({
    logits: { shape, data: Float64Array.from(logits.flat()) },
    y: { shape, data: Float64Array.from(y.flat()) },
  });
  const of = (name: string) => [...(outputs[name]?.data ?? [])];
  return { losses: of('losses'), correct: of('correct'), gradient: of('gradient') };
}

function assertClose(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, index) => {
    const error = Math.abs(Number(actual[index]) - value);
    assert.ok(error <= 1e-12 * Math.max(1, Math.abs(value)), `${actual[index]} is not ${value}`);
  });
}
