import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { buildProduct } from '../support/product';
import { overdecayedSketch as shrunken, overdecayedText } from '../support/overdecayedRun';
import { recordRun } from '../support/recordedRun';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import type { EditorPage } from '../support/vscode/editorPage';
import { newWindow } from '../support/vscode/sharedEditor';

const root = join(__dirname, '../..');

const text = overdecayedText;

const nasty =
  '<img src=x onerror=alert(1)> [click](command:workbench.action.closeWindow) $(bug) https://e.x';

describe('advice on the line, in a real VS Code', function () {
  this.timeout(180_000);
  let window: EditorPage;
  let folder: string;

  before(async () => {
    await buildProduct();
    folder = temporaryFolder();
    const config = write('decay.fit.yaml', text);
    await recordRun(config, text, shrunken);
    const hostile = text.replace('too much decay', JSON.stringify(nasty));
    await recordRun(write('hostile.fit.yaml', hostile), hostile, shrunken);
    window = await newWindow({ trust: false });
    await window.open(folder, { development: root });
    await window.openFile('decay.fit.yaml');
  });

  function write(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  async function lenses(): Promise<readonly string[]> {
    return (await window.codeLenses()).map((lens) => lens.text);
  }

  async function lensesAre(...expected: readonly string[]): Promise<void> {
    // How long ago it was depends on how fast the machine is.
    const timeless = async () =>
      (await lenses()).map((lens) => lens.replace(/, \d+ min ago$/, ', just now'));
    await window.until(`the lenses ${expected.join(' | ')}`, async () =>
      isDeepStrictEqual(await timeless(), expected),
    );
  }

  after(async () => {
    await window?.close();
    removeTemporaryFolders();
  });

  it('stands over the value: what was measured, and over the file: verdict and Diagnose', async () => {
    await lensesAre(
      'Diagnose',
      'Sweep...',
      'underfitting, just now',
      'weight norm 0.38 of start: lower it',
    );
  });

  it('is a Problem with its rule', async () => {
    const [problem, ...others] = await window.problems(1);
    assert.deepEqual(others, []);
    assert.ok(problem);
    assert.match(problem.message, /^Weight decay has shrunk the weights to 38 %/);
    const { file, severity, source, code, line, column } = problem;
    assert.deepEqual(
      { file, severity, source, code, line, column },
      {
        file: 'decay.fit.yaml',
        severity: 'warning',
        source: 'fitscope',
        code: 'weight-decay-too-high',
        line: 9,
        column: 17,
      },
    );
  });

  it('has a hover with evidence, limits and links of its own', async () => {
    const hover = await window.hoverAt('0.2');
    assert.match(hover.text, /Weight norm ratio/);
    assert.match(hover.text, /above 0\.7/);
    assert.match(hover.text, /Confidence high/);
    assert.match(hover.text, /Pull of the weights towards 0/);
    const commands = hover.links.map(({ target }) => /^command:([\w.]+)/.exec(target)?.[1]);
    for (const command of ['explainRule', 'applyRemedy', 'applyAndRerun', 'showRun']) {
      assert.ok(commands.includes(`fitscope.${command}`), `${command} in ${commands.join(', ')}`);
    }
  });

  it('is applied by the quick fix to exactly its characters, undone by one undo', async () => {
    assert.deepEqual(await window.quickFixesAt('0.2'), [
      'Set optimizer.weight_decay to 0.05 (was 0.2)',
      'Apply and Re-run: optimizer.weight_decay 0.05',
    ]);
    await window.applyQuickFix('Set optimizer.weight_decay to 0.05 (was 0.2)');
    await window.until('the edit', async () => (await window.editorText()) !== text);
    assert.equal(await window.editorText(), text.replace('0.2 ', '0.05 '));
    assert.equal(readFileSync(join(folder, 'decay.fit.yaml'), 'utf8'), text);
    await window.until('no problem', async () => (await window.problems(0)).length === 0);
    await lensesAre('Diagnose', 'Sweep...', 'underfitting, just now');
    await window.undo();
    await window.until('the text again', async () => (await window.editorText()) === text);
    assert.equal((await window.problems(1)).length, 1);
  });

  it('falls when the value is edited by hand and stays when anything else is', async () => {
    await window.until('the lens again', async () => (await lenses()).length === 4);
    await window.clickText('much decay');
    await window.page.keyboard.press('End');
    await window.page.keyboard.type(' indeed');
    assert.equal((await window.problems(1)).length, 1);
    await window.until('the lens still', async () => (await lenses()).length === 4);
    await window.selectText('0.2');
    await window.page.keyboard.type('0.3');
    await window.until('no problem', async () => (await window.problems(0)).length === 0);
    await window.undo();
    await window.until('the problem again', async () => (await window.problems(0)).length === 1);
    await window.save();
    await window.until('the lens again', async () => (await lenses()).length === 4);
  });

  it('opens the fixes from its lens', async () => {
    await window.clickCodeLens('weight norm');
    await window.page.locator('.action-widget .monaco-list-row.action').first().waitFor();
    await window.page.keyboard.press('Escape');
  });

  it('explains its rule on the page of rules', async () => {
    const link = window.page.locator('.markers-panel .marker-code', {
      hasText: 'weight-decay-too-high',
    });
    await link.click({ modifiers: ['ControlOrMeta'] });
    const page = await window.until('the page of rules', async () => {
      const titles = await window.webviewTitles();
      const title = titles.find((one) => one.includes('rules.md'));
      return title !== undefined && window.page;
    });
    assert.ok(page);
    await window.closeTab('Preview rules.md');
  });

  it('applies and runs again, and says in plain words whether it helped', async () => {
    await window.openFile('decay.fit.yaml');
    await window.quickFixesAt('0.2');
    await window.applyQuickFix('Apply and Re-run: optimizer.weight_decay 0.05');
    const said = await window.until(
      'the comparison',
      async () => (await lenses()).find((lens) => /^(It |Cannot)/.test(lens)),
      60_000,
    );
    assert.match(said, /^It helped: validation accuracy 30\.0 % to \d\d\.\d %$/);
    assert.match(readFileSync(join(folder, 'decay.fit.yaml'), 'utf8'), /weight_decay: 0\.05 {3}#/);
  });

  it('shows a config full of links and HTML as text', async () => {
    await window.openFile('hostile.fit.yaml');
    await window.until('its lens', async () =>
      (await lenses()).includes('weight norm 0.38 of start: lower it'),
    );
    const hover = await window.hoverAt('0.2');
    const strangers = hover.links.filter(({ target }) => !/^(command:fitscope\.|$)/.test(target));
    assert.deepEqual(strangers, []);
  });

  it('asks for trust in an untrusted folder, and still helps to edit', async () => {
    const restricted = await newWindow({ trust: true });
    await restricted.open(folder, { development: root });
    await restricted.answerTrust(false);
    await restricted.openFile('hostile.fit.yaml');
    const titles = await restricted.until('the lenses', async () => {
      const seen = (await restricted.codeLenses()).map((lens) => lens.text);
      return seen.length === 3 && seen;
    });
    assert.equal(titles[0], 'Trust this folder to diagnose');
    assert.deepEqual(await restricted.quickFixesAt('0.2'), [
      'Set optimizer.weight_decay to 0.05 (was 0.2)',
    ]);
    await restricted.close();
  });
});
