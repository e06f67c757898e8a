import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readRun } from '../../../src/runs/readRun';
import { digitsConfig, writeConfig } from '../../support/configFile';
import { buildProduct, fitscope, startNode } from '../../support/product';
import { softwareGpu } from '../../support/softwareGpu';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';
import { composedPrograms } from './composedPrograms';
import { operationCases } from './operationCases';
import type { Differences } from './webGpuDifferences';

/** Real drivers reach WebGPU elsewhere; here a GPU in software stands in for all of them. */
const environment = process.platform === 'linux' ? softwareGpu() : {};

describe('onnx-webgpu', function () {
  this.timeout(180_000);
  before(buildProduct);
  after(removeTemporaryFolders);

  it('computes every operation as the reference and as the processor', async () => {
    const script = join(__dirname, 'webGpuDifferences.ts');
    const { code, stdout, stderr } = await startNode(['--require', 'tsx', script], { environment })
      .answer;
    assert.equal(code, 0, stderr);
    const found = JSON.parse(stdout) as Record<string, Differences>;
    const expected = [...Object.keys(operationCases), ...Object.keys(composedPrograms)];
    assert.deepEqual(Object.keys(found), expected);
    for (const [title, { reference, onnx }] of Object.entries(found)) {
      assert.ok(reference < 4e-6, `${title} is ${reference} from the reference`);
      assert.ok(onnx < 4e-6, `${title} is ${onnx} from the processor`);
    }
    const worst = (twin: keyof Differences) =>
      Object.entries(found).reduce((a, b) => (b[1][twin] > a[1][twin] ? b : a));
    for (const twin of ['reference', 'onnx'] as const) {
      const [title, differences] = worst(twin);
      console.log(`      at most ${differences[twin].toExponential(1)} from ${twin} (${title})`);
    }
  });

  it('trains as the processor does', async () => {
    const losses: number[] = [];
    for (const engine of ['onnx-webgpu', 'onnx']) {
      const { stdout, stderr, code } = await fitscope(
        ['diagnose', writeConfig(temporaryFolder(), `${digitsConfig(1)}engine: ${engine}\n`)],
        { environment },
      );
      assert.equal(code, 0, stderr);
      const [, folder = ''] = /\nRun: (.*)\n$/.exec(stdout) ?? [];
      const { epochs, record } = readRun(folder);
      assert.match(record.engine ?? '', new RegExp(`^${engine} `));
      losses.push(epochs.at(-1)?.trainLoss ?? NaN);
    }
    const [onGpu, onProcessor] = losses as [number, number];
    const apart = Math.abs(onGpu / onProcessor - 1);
    console.log(`      the loss after an epoch differs by ${apart.toExponential(1)} of itself`);
    assert.ok(apart < 1e-4, `${onGpu} and ${onProcessor}`);
  });

  if (process.platform === 'linux')
    it('is refused with what to do where there is no GPU', async () => {
      const nowhere = { VK_ICD_FILENAMES: join(temporaryFolder(), 'none.json') };
      for (const [without, says] of [
        [
          nowhere,
          /WebGPU found no GPU .* a driver .* Use engine: auto|libvulkan\.so\.1 is missing/,
        ],
        [{ ...environment, ...nowhere }, /WebGPU found no GPU .* a driver .* Use engine: auto/],
      ] as const) {
        const { stdout } = await fitscope(['doctor', '--json'], { environment: without });
        const { engines } = JSON.parse(stdout) as {
          engines: { name: string; available: boolean; reason?: string }[];
        };
        const webGpu = engines.find(({ name }) => name === 'onnx-webgpu');
        assert.equal(webGpu?.available, false);
        assert.match(webGpu?.reason ?? '', says);
      }
    });
});
