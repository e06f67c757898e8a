import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const megabyte = 2 ** 20;

describe('memory of a long run', function () {
  this.timeout(120_000);

  it('does not grow from step 4000 to step 20 000', async () => {
    const script = join(__dirname, 'manySteps.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--expose-gc', '--import', 'tsx', script],
      { cwd: join(__dirname, '..', '..', '..') },
    );
    const samples = JSON.parse(stdout) as { step: number; heap: number; resident: number }[];
    const at = (step: number) => samples.find((sample) => sample.step === step)!;
    const [early, late] = [at(4000), at(20_000)];
    const grown = { heap: late.heap - early.heap, resident: late.resident - early.resident };
    assert.ok(grown.heap < 4 * megabyte, `the heap grew by ${grown.heap} bytes`);
    // Less than 3 kB a step: the allocator of the system keeps pages as it likes.
    assert.ok(grown.resident < 40 * megabyte, `the process grew by ${grown.resident} bytes`);
  });
});
