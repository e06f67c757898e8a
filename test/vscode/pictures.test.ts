import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packProduct } from '../support/packProduct';
import { buildProduct, fitscope } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import type { EditorPage } from '../support/vscode/editorPage';
import { installVsix } from '../support/vscode/installVsix';
import { newWindow } from '../support/vscode/sharedEditor';
import type { ThemeName } from '../support/vscode/userSettings';

const root = join(__dirname, '..', '..');
const pictures = join(root, '.cache', 'screenshots');
const themes: readonly (readonly [string, ThemeName])[] = [
  ['light', 'Default Light Modern'],
  ['dark', 'Default Dark Modern'],
  ['contrast', 'Default High Contrast'],
];
const widths = [1400, 700] as const;
const ailing = 'weight-decay-too-high.fit.yaml';

/** Pictures to look at, in `.cache/screenshots`; what a machine can judge of them is judged here. */
describe('pictures of the editor and of the panel', function () {
  this.timeout(180_000);
  let window: EditorPage;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    await buildProduct();
    const folder = join(temporaryFolder(), 'digits');
    mkdirSync(folder);
    for (const name of ['digits.fit.yaml', ailing]) {
      const config = join(folder, name);
      // The share held out is another number than the weight decay, which is looked for by its text.
      const text = readFileSync(join(root, 'examples', name), 'utf8');
      writeFileSync(config, text.replace('validation: 0.2 ', 'validation: 0.3 '));
      assert.equal((await fitscope(['diagnose', config])).code, 0);
    }
    const userSettings = { 'window.title': '${rootName}', 'editor.minimap.enabled': false };
    const extensionsDir = temporaryFolder();
    // Installed, for a window with an extension under development says so in its title.
    await installVsix(
      (await packProduct(`${process.platform}-${process.arch}`)).file,
      extensionsDir,
    );
    window = await newWindow({ trust: false, extensionsDir, userSettings });
    await window.open(folder);
    await window.openView('Fitscope');
    await window.treeRows('Runs', 2);
    await window.openFile(ailing);
  });

  after(async () => {
    await window?.close();
    removeTemporaryFolders();
  });

  async function picture(name: string, width: number): Promise<void> {
    const file = join(pictures, `${name}.png`);
    await window.screenshot(file);
    assert.equal(readFileSync(file).readUInt32BE(16), width);
    assert.ok(statSync(file).size > 10_000, 'more than an empty window');
  }

  for (const width of widths) {
    it(`the editor with its advice, ${width} pixels wide`, async () => {
      await window.resize(width, 900);
      await sideBar(width > 1000);
      for (const [name, theme] of themes) {
        await window.setTheme(theme);
        await window.until('the lens of the value', async () =>
          (await window.codeLenses()).some(({ text }) => text.startsWith('weight norm')),
        );
        const hover = await window.hoverAt('0.2');
        assert.match(hover.text, /Weight norm ratio/);
        await picture(`editor-${name}-${width}`, width);
      }
    });
  }

  it('the editor and the panel beside each other', async () => {
    await window.resize(1400, 900);
    await sideBar(false);
    await window.setTheme('Default Light Modern');
    await window.runCommand('Fitscope: Show Panel');
    await window.page.mouse.move(2, 2);
    await drawn();
    await picture('beside-light-1400', 1400);
    await window.closeTab(ailing);
  });

  for (const width of widths) {
    it(`the panel, ${width} pixels wide: nothing sticks out or is cut`, async () => {
      await window.resize(width, 900);
      for (const [name, theme] of themes) {
        await window.setTheme(theme);
        await drawn();
        await picture(`panel-${name}-${width}`, width);
        assert.deepEqual(await stickingOut(), []);
      }
    });
  }

  async function sideBar(shown: boolean): Promise<void> {
    const part = window.page.locator('.part.sidebar');
    if ((await part.isVisible()) === shown) return;
    await window.runCommand('View: Toggle Primary Side Bar Visibility');
    await part.waitFor({ state: shown ? 'visible' : 'hidden' });
  }

  /** Until the run with its finding stands there, in the colours of the theme. */
  async function drawn(): Promise<void> {
    await window.until('the charts', async () => {
      const frame = await window.webviewFrame('Fitscope');
      await frame.locator('.finding').first().waitFor({ timeout: 1000 });
      return (await frame.locator('#chart-loss canvas').count()) > 0;
    });
    const frame = await window.webviewFrame('Fitscope');
    await frame.evaluate(
      () =>
        new Promise<void>((resolve) =>
          requestAnimationFrame(() => setTimeout(() => resolve(), 300)),
        ),
    );
  }

  /** Elements that reach over the edge of the page, and texts cut off without an ellipsis. */
  async function stickingOut(): Promise<readonly string[]> {
    const frame = await window.webviewFrame('Fitscope');
    return frame.evaluate(() => {
      const wide = document.documentElement.clientWidth;
      return [...document.body.querySelectorAll<HTMLElement>('main *')]
        .filter((one) => one.checkVisibility() && !one.closest('.for-readers, svg, canvas'))
        .filter((one) => {
          const { right, width, height } = one.getBoundingClientRect();
          const { overflowX, textOverflow } = getComputedStyle(one);
          const isCut =
            overflowX === 'hidden' &&
            textOverflow !== 'ellipsis' &&
            one.scrollWidth > one.clientWidth + 1;
          return width > 1 && height > 1 && (right > wide + 1 || isCut);
        })
        .map((one) => `${one.tagName}.${one.className}: ${one.textContent?.slice(0, 60)}`);
    });
  }
});
