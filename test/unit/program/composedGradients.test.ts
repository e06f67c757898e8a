import { reference } from '../../../src/core/engines/reference/reference';
import { assertClose } from '../engines/assertClose';
import { composedPrograms } from '../engines/composedPrograms';
import { exampleInputs } from '../engines/exampleInputs';
import { SeededRandom } from '../engines/seededRandom';
import { finiteDifferences } from './finiteDifferences';

describe('gradients of composed programs', () => {
  for (const [title, write] of Object.entries(composedPrograms))
    for (const batch of [1, 4])
      it(`${title}, batch ${batch}: equals finite differences`, async () => {
        const program = write();
        const executable = await reference.compile(program);
        const inputs = exampleInputs(program, batch, new SeededRandom(7));
        const { gradient } = await executable.run(inputs);
        const expected = await finiteDifferences(executable, inputs, 'loss', 'parameters');
        assertClose(gradient?.data ?? [], expected, 1e-7, title);
      });
});
