import assert from 'node:assert/strict';
import { readRun } from '../../src/runs/readRun';
import { digitsConfig, writeConfig } from '../support/configFile';
import { buildProduct, fitscope } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';

describe('the process of a run', function () {
  this.timeout(60_000);
  before(buildProduct);
  after(removeTemporaryFolders);

  for (const engine of ['onnx', 'onnx-wasm'])
    it(`ends soon after the run does, with ${engine}`, async () => {
      const out = temporaryFolder();
      const config = writeConfig(out, digitsConfig(4));
      const args = ['diagnose', config, '--set', `engine=${engine}`, '--out', out, '--json'];
      const { code, stdout, stderr } = await fitscope(args);
      const over = Date.now();
      assert.equal(code, 0, stderr);
      const { folder } = JSON.parse(stdout) as { folder: string };
      const { ended } = readRun(folder);
      const milliseconds = over - Date.parse(ended?.at ?? '');
      assert.ok(milliseconds < 600, `it took ${milliseconds} ms`);
    });
});
