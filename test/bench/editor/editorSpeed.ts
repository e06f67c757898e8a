import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from '../../support/chromium';
import { packProduct } from '../../support/packProduct';
import { EditorPage } from '../../support/vscode/editorPage';
import { startEditorServer, type EditorServer } from '../../support/vscode/editorServer';
import { installVsix } from '../../support/vscode/installVsix';
import { lensLink } from '../../support/vscode/page/codeLenses';

export interface EditorSpeed {
  /** Milliseconds that the editor itself counts: loading the extension's code and `activate`. */
  readonly activation: readonly number[];
  /** Seconds from the click on Diagnose until the loss chart says its first point. */
  readonly firstPoint: readonly number[];
}

const example = join(__dirname, '..', '..', '..', 'examples', 'digits.fit.yaml');

/** The packed extension in a real VS Code: a new window and a new folder each round. */
export async function editorSpeed(rounds: number): Promise<EditorSpeed> {
  const home = mkdtempSync(join(tmpdir(), 'fitscope-bench-'));
  const browser = await launchChromium();
  let server: EditorServer | undefined;
  try {
    const extensionsDir = join(home, 'extensions');
    await installVsix(
      (await packProduct(`${process.platform}-${process.arch}`)).file,
      extensionsDir,
    );
    server = await startEditorServer({ trust: false, extensionsDir });
    const activation: number[] = [];
    const firstPoint: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const folder = join(home, `round-${round}`);
      cpSync(example, join(folder, 'digits.fit.yaml'));
      const window = await EditorPage.create(browser, server);
      await window.open(folder);
      await window.openFile('digits.fit.yaml');
      firstPoint.push(await clickToFirstPoint(window));
      activation.push(await activationOf(window));
      await window.close();
    }
    return { activation, firstPoint };
  } finally {
    await browser.close();
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function clickToFirstPoint(window: EditorPage): Promise<number> {
  const lens = lensLink(window.page, 'Diagnose');
  await lens.waitFor();
  const before = performance.now();
  await lens.click();
  await window.until('the first point', async () => {
    const plot = (await window.webviewFrame('Fitscope')).locator('#chart-loss .plot');
    return /at epoch [\d.]+/.test((await plot.getAttribute('aria-label', { timeout: 500 })) ?? '');
  });
  return (performance.now() - before) / 1000;
}

/** As the editor's list of running extensions says it. */
async function activationOf(window: EditorPage): Promise<number> {
  await window.runCommand('Developer: Show Running Extensions');
  const row = window.page.locator('.runtime-extensions-editor .monaco-list-row', {
    hasText: 'Fitscope',
  });
  return window.until('the time of activation', async () => {
    const said = /Activation: ([\d.]+) ?ms/.exec(await row.first().innerText({ timeout: 1000 }));
    return said ? Number(said[1]) : undefined;
  });
}
