import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { buildProduct } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import type { EditorPage } from '../support/vscode/editorPage';
import { installVsix } from '../support/vscode/installVsix';
import { newWindow } from '../support/vscode/sharedEditor';
import { packStandIn } from '../support/vscode/yaml-stand-in/packStandIn';

const root = join(__dirname, '../..');

const text = `name: new
dataset: { kind: bundled, name: digits }
model:
  kind: mlp
  hidden: [32]
loss: cross_entropy
optimizer:
  kind: adamw
  learning_rate: 1e-3
training: { epochs: 4 }
`;

describe('help in configs, in a real VS Code without a YAML extension', function () {
  this.timeout(120_000);
  let window: EditorPage;

  before(async () => {
    await buildProduct();
    const folder = temporaryFolder();
    const broken = text.replace('adamw', 'momentun').replace('epochs: 4', 'epochs: 4, epoch: 5');
    writeFileSync(join(folder, 'new.fit.yaml'), text);
    writeFileSync(join(folder, 'broken.fit.yaml'), broken);
    writeFileSync(join(folder, 'torn.fit.yaml'), text.replace('[32]', '[32'));
    writeFileSync(join(folder, 'wrong.fit.json'), '{ "loss": "none" }\n');
    window = await newWindow({ trust: false });
    await window.open(folder, { development: root });
  });

  after(async () => {
    await window?.close();
    removeTemporaryFolders();
  });

  it('offers to diagnose and to sweep a config that was never run', async () => {
    await window.openFile('new.fit.yaml');
    const lenses = ['Diagnose', 'Sweep...'].map((text) => ({ text, clickable: true }));
    await window.until('the lenses', async () =>
      isDeepStrictEqual(await window.codeLenses(), lenses),
    );
  });

  it('completes keys that are missing, at their indentation', async () => {
    await window.clickText('1e-3');
    await window.page.keyboard.press('End');
    await window.page.keyboard.press('Enter');
    assert.deepEqual(await window.suggestions(), ['weight_decay', 'momentum']);
    await window.chooseSuggestion('weight_decay');
    const after = text.replace('1e-3\n', '1e-3\n  weight_decay: 0\n');
    await window.until('the key', async () => (await window.editorText()) === after);
  });

  it('completes words', async () => {
    await window.selectText('cross_entropy');
    await window.page.keyboard.press('Backspace');
    assert.deepEqual(await window.suggestions(), ['cross_entropy', 'logistic', 'mse']);
    await window.chooseSuggestion('logistic');
    assert.match(await window.editorText(), /^loss: logistic$/m);
  });

  it('tells at once what the new word breaks, and nothing once it is put right', async () => {
    // While the word was away its absence was a problem, and the view may still show that one.
    const ofTheNewWord = /^loss is logistic, which needs two classes/;
    const first = async () => (await window.problems(1))[0]?.message ?? '';
    await window.until('the problem of the new word', async () => ofTheNewWord.test(await first()));
    assert.match(await first(), ofTheNewWord);
    await window.selectText('logistic');
    await window.page.keyboard.type('cross_entropy');
    await window.page.keyboard.press('Escape');
    await window.until('no problem', async () => (await window.problems(0)).length === 0);
    await window.save();
  });

  it('explains keys and values', async () => {
    const hover = await window.hoverAt('hidden');
    assert.match(hover.text, /model\.hidden\s+Units of each hidden layer\./);
    assert.match(hover.text, /A list of whole numbers of at least 1, at least one\./);
  });

  it('tells the problems of a broken config, each at its characters', async () => {
    await window.openFile('broken.fit.yaml');
    const found = await window.problems(2);
    assert.deepEqual(
      found.map(({ file, severity, source, line, column }) => ({
        ...{ file, severity, source },
        ...{ line, column },
      })),
      [
        { file: 'broken.fit.yaml', severity: 'error', source: 'fitscope', line: 8, column: 9 },
        { file: 'broken.fit.yaml', severity: 'error', source: 'fitscope', line: 10, column: 24 },
      ],
    );
    assert.match(found[0]?.message ?? '', /Did you mean momentum\?/);
    assert.match(found[1]?.message ?? '', /training\.epoch is not known/);
    await window.closeTab('broken.fit.yaml');
    await window.until('no problem', async () => (await window.problems(0)).length === 0);
  });

  it('tells where a torn text has to be put right', async () => {
    await window.openFile('torn.fit.yaml');
    const found = await window.problems(1);
    assert.ok(found.every(({ source, message }) => source === 'fitscope' && /YAML/.test(message)));
    await window.closeTab('torn.fit.yaml');
    await window.until('no problem', async () => (await window.problems(0)).length === 0);
  });

  it('leaves a JSON config to the JSON support with the contributed schema, without echo', async () => {
    await window.openFile('wrong.fit.json');
    const found = await window.problems(1);
    const aboutLoss = found.filter(({ message }) => /cross_entropy/.test(message));
    assert.equal(aboutLoss.length, 1, JSON.stringify(found));
    assert.ok(
      found.every(({ source }) => source !== 'fitscope'),
      JSON.stringify(found),
    );
    const hover = await window.hoverAt('loss');
    assert.equal(hover.text.match(/logistic is for two classes/g)?.length, 1, hover.text);
  });
});

describe('help in configs, beside an extension with the id of redhat.vscode-yaml', function () {
  this.timeout(120_000);
  let window: EditorPage;

  before(async () => {
    await buildProduct();
    const folder = temporaryFolder();
    const extensionsDir = temporaryFolder();
    const broken = text.replace('adamw', 'momentun').replace('epochs: 4', 'epochs: 4, epoch: 5');
    writeFileSync(join(folder, 'new.fit.yaml'), text.replace('cross_entropy', 'logistic'));
    writeFileSync(join(folder, 'broken.fit.yaml'), broken);
    writeFileSync(join(folder, 'torn.fit.yaml'), text.replace('[32]', '[32'));
    await installVsix(await packStandIn(), extensionsDir);
    window = await newWindow({ trust: false, extensionsDir });
    await window.open(folder, { development: root });
  });

  after(async () => {
    await window?.close();
    removeTemporaryFolders();
  });

  async function told(): Promise<readonly string[]> {
    return (await window.problems(0)).map(({ source, line }) => `${source} ${line}`).sort();
  }

  async function isTold(...expected: readonly string[]): Promise<void> {
    let last: readonly string[] = [];
    await window.until(`the problems ${expected.join(' | ')}`, async () => {
      last = await told();
      return isDeepStrictEqual(last, expected);
    });
    // A report of our own would come after its pause.
    await window.page.waitForTimeout(1000);
    assert.deepEqual(await told(), expected);
  }

  it('tells nothing a second time that it tells out of the schema', async () => {
    await window.openFile('broken.fit.yaml');
    await isTold('yaml-schema 10', 'yaml-schema 8');
    await window.closeTab('broken.fit.yaml');
    await isTold();
  });

  it('leaves torn YAML to it', async () => {
    await window.openFile('torn.fit.yaml');
    await isTold('yaml-schema 5');
    await window.closeTab('torn.fit.yaml');
    await isTold();
  });

  it('still tells what no schema knows, and leaves completions and hovers to it', async () => {
    await window.openFile('new.fit.yaml');
    await isTold('fitscope 6');
    const hover = await window.hoverAt('hidden');
    assert.match(hover.text, /Said by the stand-in/);
    assert.doesNotMatch(hover.text, /Units of each hidden layer/);
    await window.clickText('1e-3');
    await window.page.keyboard.press('End');
    await window.page.keyboard.press('Enter');
    assert.ok(!(await window.suggestions()).includes('weight_decay'));
  });
});
