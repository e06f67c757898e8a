import assert from 'node:assert/strict';
import { readRun } from '../../src/runs/readRun';
import { digitsConfig, writeConfig } from '../support/configFile';
import { buildProduct, fitscope } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';

describe('fitscope range', function () {
  this.timeout(60_000);
  before(buildProduct);
  after(removeTemporaryFolders);

  it('suggests a learning rate out of some 300 steps that rise by the same factor', async () => {
    const text = digitsConfig(20).replace('kind: adamw', 'kind: momentum');
    const config = writeConfig(temporaryFolder(), text);
    const { code, stdout, stderr } = await fitscope(['range', config, '--json']);
    assert.equal(code, 0, stderr);
    const document = JSON.parse(stdout) as {
      folder: string;
      suggested: number;
      leastLossAt: number;
      current: number;
      points: { learningRate: number; loss: number }[];
    };
    const { suggested, leastLossAt, current, points, folder } = document;
    assert.equal(current, 1e-3);
    // A momentum run on digits learns well with anything from .01 to .2.
    assert.ok(suggested >= 0.005 && suggested <= 0.3, `${suggested}`);
    assert.equal(suggested, Number((leastLossAt / 4).toPrecision(2)));
    const ratios = points
      .slice(1)
      .map(({ learningRate }, i) => learningRate / (points[i]?.learningRate ?? NaN));
    assert.ok(Math.max(...ratios) / Math.min(...ratios) < 1.0001);
    assert.ok(Math.abs((points[0]?.learningRate ?? NaN) / 1e-4 - 1) < 1e-6);
    const { started } = readRun(folder);
    assert.ok((started?.totalSteps ?? 0) >= 300 && (started?.totalSteps ?? 0) < 330);
  });

  it('tells it in words, and refuses rates that make no range', async () => {
    const config = writeConfig(temporaryFolder(), digitsConfig(20));
    const { code, stdout } = await fitscope(['range', config]);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^Suggested optimizer\.learning_rate: [0-9.e-]+ \(the config has 0\.001\)\n/,
    );
    const wrong = await fitscope(['range', config, '--low', '1']);
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /--low 1 must be less than --high 1\./);
  });
});
