import assert from 'node:assert/strict';
import type { Engine } from '../../../src/core/engines/engine';
import { reference } from '../../../src/core/engines/reference/reference';
import { ProgramBuilder } from '../../../src/core/program/builder';
import type { Program, Value } from '../../../src/core/program/program';
import { float32Engines } from './allEngines';
import { assertClose } from './assertClose';
import { caseProgram } from './caseProgram';
import { composedPrograms } from './composedPrograms';
import { exampleInputs } from './exampleInputs';
import { operationCases } from './operationCases';
import { SeededRandom } from './seededRandom';

for (const [name, open] of Object.entries(float32Engines))
  describe(`${name} agrees with the reference`, () => {
    let engine: Engine;
    before(async () => {
      engine = await open();
    });

    for (const [kind, cases] of Object.entries(operationCases))
      it(kind, async () => {
        for (const [title, write] of Object.entries(cases))
          for (const seed of [1, 2, 3, 4, 5, 6]) {
            const random = new SeededRandom(seed);
            const program = caseProgram(write, random);
            await compare(engine, program, random, `${kind}, ${title}, seed ${seed}`);
          }
      });

    it('maxUnpool2d, equal numbers in a window', async () => {
      for (const seed of [1, 2, 3]) {
        const b = new ProgramBuilder();
        const x = b.unary('sign', b.input('x', ['batch', 2, 5, 6]));
        const [maxima, places] = b.applyAll({ kind: 'maxPool2d' }, x) as [Value, Value];
        const g = b.input('g', maxima.shape);
        b.output('spread', b.apply({ kind: 'maxUnpool2d', height: 5, width: 6 }, g, places));
        b.output('places', places);
        await compare(engine, b.build(), new SeededRandom(seed), `seed ${seed}`);
      }
    });

    it('refuses to unpool what was not pooled', async () => {
      const b = new ProgramBuilder();
      const [g, places] = ['g', 'places'].map((input) => b.input(input, ['batch', 1, 2, 2]));
      const operation = { kind: 'maxUnpool2d', height: 4, width: 4 } as const;
      b.output('spread', b.apply(operation, g as Value, places as Value));
      await assert.rejects(engine.compile(b.build()), /Only what maxPool2d .* can be unpooled/);
    });

    for (const [title, write] of Object.entries(composedPrograms))
      it(title, () => compare(engine, write(), new SeededRandom(11), title));
  });

/** One session takes batches of several sizes. */
async function compare(
  engine: Engine,
  program: Program,
  random: SeededRandom,
  title: string,
): Promise<void> {
  const [executable, twin] = [await engine.compile(program), await reference.compile(program)];
  for (const batch of [1, 3, 4]) {
    const inputs = exampleInputs(program, batch, random);
    const [found, expected] = [await executable.run(inputs), await twin.run(inputs)];
    assert.deepEqual(Object.keys(found), Object.keys(expected));
    for (const [name, tensor] of Object.entries(expected)) {
      assert.deepEqual(found[name]?.shape, tensor.shape, `${title}, batch ${batch}, ${name}`);
      assertClose(found[name]?.data ?? [], tensor.data, 4e-6, `${title}, batch ${batch}, ${name}`);
    }
  }
  await executable.release();
}
