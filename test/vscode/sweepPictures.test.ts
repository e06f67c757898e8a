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
const config = 'digits.fit.yaml';

/** Pictures to look at, in `.cache/screenshots`; what a machine can judge of them is judged here. */
describe('pictures of a sweep in the editor', function () {
  this.timeout(180_000);
  let window: EditorPage;

  before(async () => {
    mkdirSync(pictures, { recursive: true });
    await buildProduct();
    const folder = join(temporaryFolder(), 'digits');
    mkdirSync(folder);
    const text = readFileSync(join(root, 'examples', config), 'utf8');
    const short = text.replace('epochs: 70', 'epochs: 20');
    const section = [
      '',
      'sweep:',
      '  parameters:',
      '    optimizer.learning_rate: log:1e-3..1',
      '    optimizer.weight_decay: log:1e-5..0.1',
      '  search: sobol',
      '  trials: 24',
      '',
    ];
    writeFileSync(join(folder, config), `${short}${section.join('\n')}`);
    const swept = await fitscope(['sweep', join(folder, config), '--workers', '2']);
    assert.equal(swept.code, 0, swept.stderr);
    const userSettings = { 'window.title': '${rootName}', 'editor.minimap.enabled': false };
    const extensionsDir = temporaryFolder();
    // Installed, for a window with an extension under development says so in its title.
    const { file } = await packProduct(`${process.platform}-${process.arch}`);
    await installVsix(file, extensionsDir);
    window = await newWindow({ trust: false, extensionsDir, userSettings });
    await window.open(folder);
    await window.openFile(config);
    await window.openView('Fitscope');
    await window.treeRows('Runs', 1);
    await window.runCommand('Fitscope: Show Sweep');
    await drawn();
  });

  after(async () => {
    await window?.close();
    removeTemporaryFolders();
  });

  it('beside its config, with its trials in the tree', async () => {
    await window.resize(1600, 1000);
    await window.setTheme('Default Light Modern');
    await window.toggleTreeRow('Runs', 'digits sweep');
    await window.treeRows('Runs', 10);
    await window.page.mouse.move(2, 2);
    await drawn();
    await picture('sweep-beside-light-1600', 1600);
  });

  for (const width of [1400, 700]) {
    it(`alone, ${width} pixels wide: nothing sticks out`, async () => {
      await window.resize(width, 1300);
      if (width === 1400) {
        await window.closeTab(config);
        await window.runCommand('View: Toggle Primary Side Bar Visibility');
        await window.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
      }
      for (const [name, theme] of themes) {
        await window.setTheme(theme);
        await drawn();
        await picture(`sweep-${name}-${width}`, width);
        const frame = await window.webviewFrame('Fitscope Sweep');
        const wide = await frame.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        assert.ok((wide[0] ?? 0) <= (wide[1] ?? 0), wide.join(' of '));
      }
    });
  }

  async function picture(name: string, width: number): Promise<void> {
    const file = join(pictures, `${name}.png`);
    await window.screenshot(file);
    assert.equal(readFileSync(file).readUInt32BE(16), width);
    assert.ok(statSync(file).size > 10_000, 'more than an empty window');
  }

  /** Until the figures stand there, in the colours of the theme. */
  async function drawn(): Promise<void> {
    await window.until('the figures', async () => {
      const frame = await window.webviewFrame('Fitscope Sweep');
      return (await frame.locator('figure:not([hidden]) canvas').count()) >= 3;
    });
    const frame = await window.webviewFrame('Fitscope Sweep');
    await frame.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 400)));
  }
});
