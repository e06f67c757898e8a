import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../support/chromium';
import { packProduct } from '../../support/packProduct';
import { EditorPage } from '../../support/vscode/editorPage';
import { startEditorServer, type EditorServer } from '../../support/vscode/editorServer';
import { installVsix } from '../../support/vscode/installVsix';
import { lensLink } from '../../support/vscode/page/codeLenses';

export interface EditorSpeed {
  /**
   * Milliseconds that the editor itself counts, loading the extension's code and `activate`: while
   * a window opens on a config and all else starts too, and by a command in a window at rest.
   */
  readonly activation: { readonly opening: readonly number[]; readonly atRest: readonly number[] };
  /** Seconds from the click on Diagnose until the loss chart says its first point. */
  readonly firstPoint: readonly number[];
}

/** Milliseconds after which an editor that was opened has come to rest. */
const settled = 6000;

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
    const activation = { opening: [] as number[], atRest: [] as number[] };
    const firstPoint: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const folder = join(home, `round-${round}`);
      cpSync(example, join(folder, 'digits.fit.yaml'));
      const window = await EditorPage.create(browser, server);
      await window.open(folder);
      await window.openFile('digits.fit.yaml');
      firstPoint.push(await clickToFirstPoint(window));
      activation.opening.push(await activationOf(window));
      await window.close();
      activation.atRest.push(await activationAtRest(browser, server, join(home, `empty-${round}`)));
    }
    return { activation, firstPoint };
  } finally {
    await browser.close();
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Without a config the extension sleeps until one of its commands is given. */
async function activationAtRest(
  browser: Browser,
  server: EditorServer,
  folder: string,
): Promise<number> {
  mkdirSync(folder);
  const window = await EditorPage.create(browser, server);
  await window.open(folder);
  await pause(settled);
  await window.runCommand('Fitscope: Show Log');
  // The log takes the keyboard when it comes, and a palette that is open goes.
  await pause(settled / 2);
  const time = await activationOf(window);
  await window.close();
  return time;
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
