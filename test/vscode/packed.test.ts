import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { readRunRecord } from '../../src/runs/runRecordFile';
import { packProduct } from '../support/packProduct';
import { startNode } from '../support/product';
import { killTrainers, runFolders } from '../support/runFolders';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import type { EditorPage } from '../support/vscode/editorPage';
import { installVsix } from '../support/vscode/installVsix';
import { newWindow } from '../support/vscode/sharedEditor';

const examples = join(__dirname, '..', '..', 'examples');
const megabyte = 1e6;

describe('the packed extension, installed in a real VS Code', function () {
  this.timeout(180_000);
  let window: EditorPage;
  let folder: string;
  let installed: string;

  before(async () => {
    const extensionsDir = temporaryFolder();
    folder = temporaryFolder();
    for (const name of ['digits.fit.yaml', 'weight-decay-too-high.fit.yaml'])
      cpSync(join(examples, name), join(folder, name));
    const { file, bytes } = await packProduct(`${process.platform}-${process.arch}`);
    assert.ok(bytes < 25 * megabyte, `${file} has ${bytes} bytes`);
    await installVsix(file, extensionsDir);
    installed = installedIn(extensionsDir);
    window = await newWindow({ trust: true, extensionsDir });
    await window.open(folder);
    await window.answerTrust(true);
  });

  after(async () => {
    await window?.close();
    killTrainers(folder);
    removeTemporaryFolders();
  });

  const panel = (): Promise<Frame> => window.webviewFrame('Fitscope');
  const verdictIs = (word: string): Promise<unknown> =>
    window.until(
      `the verdict ${word}`,
      async () => (await (await panel()).locator('.verdict h2').innerText()) === word,
      60_000,
    );

  it('has no modules beside it', () => {
    assert.ok(!existsSync(join(installed, 'node_modules')));
    assert.deepEqual(readdirSync(join(installed, 'dist', 'node_modules')).sort(), [
      'onnxruntime-common',
      'onnxruntime-node',
    ]);
  });

  it('trains the example of the first step: CodeLens, points, verdict', async () => {
    await window.openFile('digits.fit.yaml');
    await window.clickCodeLens('Diagnose');
    await window.until('points in the charts', async () => {
      const label = await (await panel()).locator('#chart-loss .plot').getAttribute('aria-label');
      return /at epoch [\d.]+/.test(label ?? '');
    });
    await verdictIs('Balanced');
    const [run] = runFolders(folder).map(readRunRecord);
    assert.match(run?.engine ?? '', /^onnx \d/);
    assert.equal(run?.outcome, 'finished');
  });

  it('tells its finding in the panel and on the line, and applies it', async () => {
    await window.openFile('weight-decay-too-high.fit.yaml');
    await window.clickCodeLens('Diagnose');
    await verdictIs('Underfitting');
    const finding = (await panel()).locator('.finding').first();
    assert.match(await finding.innerText(), /optimizer\.weight_decay/);
    const problems = await window.problems(1);
    assert.ok(problems.some(({ code }) => code === 'weight-decay-too-high'));
    await finding.locator('vscode-button', { hasText: /^\s*Apply\s*$/ }).click();
    await window.until('the edit', async () =>
      /weight_decay: (?!0\.2\b)/.test(await window.editorText()),
    );
  });
});

describe('the packed extension for every platform', function () {
  this.timeout(120_000);
  after(removeTemporaryFolders);

  it('is small, and trains with WebAssembly alone', async () => {
    const { file, bytes } = await packProduct();
    assert.ok(bytes < 10 * megabyte, `${file} has ${bytes} bytes`);
    const extensionsDir = temporaryFolder();
    await installVsix(file, extensionsDir);
    const out = temporaryFolder();
    const config = join(examples, 'digits.fit.yaml');
    const cli = join(installedIn(extensionsDir), 'dist', 'cli.js');
    const short = ['--set', 'training.epochs=2', '--out', out, '--json'];
    const { code, stderr } = await startNode([cli, 'diagnose', config, ...short]).answer;
    assert.equal(code, 0, stderr);
    const [run] = readdirSync(join(out, 'runs')).map((id) => readRunRecord(join(out, 'runs', id)));
    assert.match(run?.engine ?? '', /^onnx-wasm \d/);
  });
});

/** The one extension's folder. */
function installedIn(extensionsDir: string): string {
  const [name, ...others] = readdirSync(extensionsDir).filter((one) => one.startsWith('fitscope'));
  assert.ok(name !== undefined && others.length === 0);
  return join(extensionsDir, name);
}
