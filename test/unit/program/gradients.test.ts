import assert from 'node:assert/strict';
import { reference } from '../../../src/core/engines/reference/reference';
import { ProgramBuilder } from '../../../src/core/program/builder';
import { differentiate } from '../../../src/core/program/differentiate';
import type { OperationKind } from '../../../src/core/program/operation';
import type { Program, Value } from '../../../src/core/program/program';
import { assertClose } from '../engines/assertClose';
import { exampleInputs } from '../engines/exampleInputs';
import type { OperationCase } from '../engines/operationCases';
import { operationCases } from '../engines/operationCases';
import { SeededRandom } from '../engines/seededRandom';
import { finiteDifferences } from './finiteDifferences';

/** Losses do not need it. */
const withoutGradient: readonly OperationKind[] = ['max'];

describe('gradients of operations', () => {
  for (const [kind, cases] of Object.entries(operationCases))
    for (const [title, write] of Object.entries(cases))
      if (withoutGradient.includes(kind as OperationKind))
        it(`${kind}, ${title}: says that there is none`, () => {
          assert.throws(() => weightedSumProgram(write, new SeededRandom(1)), /no gradient rule/);
        });
      else
        it(`${kind}, ${title}: equals finite differences`, async () => {
          for (const seed of [1, 2, 3, 4, 5, 6]) {
            const random = new SeededRandom(seed);
            const program = weightedSumProgram(write, random);
            const inputs = exampleInputs(program, [1, 2, 3][seed % 3] as number, random);
            const executable = await reference.compile(program);
            const found = await executable.run(inputs);
            for (const { name } of program.outputs) {
              if (name === 'loss') continue;
              const by = name.slice('gradient of '.length);
              assert.deepEqual(found[name]?.shape, inputs[by]?.shape);
              const expected = await finiteDifferences(executable, inputs, 'loss', by);
              assertClose(found[name]?.data ?? [], expected, 1e-7, `seed ${seed}, ${name}`);
            }
          }
        });
});

/** The sum of an operation's outputs, each times random weights, and its gradients. */
function weightedSumProgram(write: OperationCase, random: SeededRandom): Program {
  const b = new ProgramBuilder();
  const outputs = write(b, random);
  const loss = outputs
    .map((value, index) => b.sum(b.multiply(value, b.input(`weights${index}`, value.shape))))
    .reduce((total, value) => b.add(total, value));
  b.output('loss', loss);
  const operands: readonly Value[] = b.build().inputs.map((input) => input.value);
  const names = b.build().inputs.map((input) => input.name);
  differentiate(b, loss, operands).forEach((gradient, index) =>
    b.output(`gradient of ${names[index]}`, gradient),
  );
  return b.build();
}
