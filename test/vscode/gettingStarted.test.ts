import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildProduct } from '../support/product';
import type { EditorPage } from '../support/vscode/editorPage';
import { newWindow } from '../support/vscode/sharedEditor';
import type { ThemeName } from '../support/vscode/userSettings';

const root = join(__dirname, '..', '..');
const pictures = join(root, '.cache', 'screenshots');
const themes: readonly ThemeName[] = [
  'Default Dark Modern',
  'Default High Contrast',
  'Default Light Modern',
];
const example = readFileSync(join(root, 'examples', 'weight-decay-too-high.fit.yaml'), 'utf8');

describe('getting started in a real VS Code', function () {
  this.timeout(180_000);
  let window: EditorPage;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    await buildProduct();
    window = await newWindow({ trust: false });
    await window.open(undefined, { development: root });
  });

  after(() => window?.close());

  it('a window without a folder is offered one, and an example', async () => {
    await window.openView('Fitscope');
    const { text, buttons } = await window.viewWelcome('Runs');
    assert.match(text, /Runs are kept beside the configs of a folder/);
    assert.deepEqual(buttons, ['Open Folder', 'Copy Digits Example']);
    const offered = await window.offeredCommands('Fitscope:');
    assert.ok(!offered.includes('Fitscope: Diagnose'));
    assert.ok(!offered.includes('Fitscope: Refresh Runs'));
  });

  it('the walkthrough has five steps with pictures, in every theme', async () => {
    const steps = window.page.locator('.getting-started-step');
    for (const theme of themes) {
      await window.setTheme(theme);
      await window.runCommand('Fitscope: Get Started');
      await window.until('five steps', async () => (await steps.count()) === 5);
      for (const [at, name] of ['copy', 'diagnose', 'read', 'apply', 'again'].entries()) {
        await steps.nth(at).click();
        await window.until(`the picture of "${name}"`, () => showsPicture(name));
        await window.screenshot(join(pictures, `walkthrough-${name}-${theme}.png`));
      }
      // Its page takes the keys; a theme is chosen without it.
      await window.closeTab('Walkthrough');
    }
  });

  it('the example is copied into a scratch folder, which is opened with it', async () => {
    await window.runCommand('Fitscope: Copy Digits Example');
    await window.until(
      'the scratch folder',
      async () => window.page.url().includes('digits'),
      30_000,
    );
    await window.until(
      'the example in its editor',
      async () =>
        (await window.tabs()).some(
          ({ title, active }) => active && title === 'weight-decay-too-high.fit.yaml',
        ),
      60_000,
    );
    assert.equal(await window.editorText(), example);
  });

  async function showsPicture(name: string): Promise<boolean> {
    const title = /<title>(.*)<\/title>/.exec(
      readFileSync(join(root, 'media', 'walkthrough', `${name}.svg`), 'utf8'),
    )?.[1];
    if (title === undefined) return false;
    for (const frame of window.page.frames()) {
      if ((await frame.locator('svg title').filter({ hasText: title }).count()) > 0) return true;
    }
    return false;
  }
});
