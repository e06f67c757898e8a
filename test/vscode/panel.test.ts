import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { readRunRecord } from '../../src/runs/runRecordFile';
import { buildProduct } from '../support/product';
import { overdecayedSketch as shrunken, overdecayedText } from '../support/overdecayedRun';
import { recordRun } from '../support/recordedRun';
import { killTrainers, runFolders } from '../support/runFolders';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import type { EditorPage } from '../support/vscode/editorPage';
import { newWindow } from '../support/vscode/sharedEditor';

const root = join(__dirname, '../..');

const decay = overdecayedText;
/** Trains for minutes; its name would like to be more than text. */
const endlessName = '<img src=x onerror=alert(1)> [a](command:b)';
const endless = decay
  .replace('too much decay', JSON.stringify(endlessName))
  .replace('epochs: 4', 'epochs: 100000');

describe('the panel in a real VS Code', function () {
  this.timeout(180_000);
  let window: EditorPage;
  let folder: string;

  before(async () => {
    await buildProduct();
    folder = temporaryFolder();
    writeFileSync(join(folder, 'endless.fit.yaml'), endless);
    writeFileSync(join(folder, 'decay.fit.yaml'), decay);
    await recordRun(join(folder, 'decay.fit.yaml'), decay, shrunken);
    window = await newWindow({ trust: false });
    await window.open(folder, { development: root });
  });

  after(async () => {
    await window?.close();
    killTrainers(folder);
    removeTemporaryFolders();
  });

  const panel = (): Promise<Frame> => window.webviewFrame('Fitscope');
  const press = async (name: string): Promise<void> => {
    const hasText = new RegExp(`^\\s*${name}\\s*$`);
    const button = (await panel()).locator('vscode-button', { hasText });
    await button.filter({ visible: true }).first().click();
  };
  const text = async (selector: string): Promise<string> =>
    (await (await panel()).locator(selector).first().innerText()).replaceAll('\u202f', ' ');
  /** Epoch of the last point in a chart, as its label says it. */
  const lastEpoch = async (chart: string): Promise<number> => {
    const plot: Locator = (await panel()).locator(`#chart-${chart} .plot`);
    const label = await plot.getAttribute('aria-label', { timeout: 5000 }).catch(() => '');
    return Number(/at epoch ([\d.]+)/.exec(label ?? '')?.[1] ?? NaN);
  };
  const pointsArrive = async (chart: string): Promise<void> => {
    const first = await window.until('a first point', async () => {
      const epoch = await lastEpoch(chart);
      return Number.isFinite(epoch) && { epoch };
    });
    await window.until('more points', async () => (await lastEpoch(chart)) > first.epoch);
  };

  it('opens beside the config when a run starts; points arrive while it trains', async () => {
    await window.openFile('endless.fit.yaml');
    await window.clickCodeLens('Diagnose');
    await pointsArrive('loss');
    await pointsArrive('oui');
    assert.match(await text('.progress-facts'), /^Epoch \d+ of 100 000 · [\d.]+ %/);
    assert.match(await text('.verdict h2'), /so far/);
    const groups = await window.page.locator('.part.editor .editor-group-container').count();
    assert.equal(groups, 2, 'beside the editor');
    const active = window.page.locator('.editor-group-container.active .tab.active');
    assert.match(await active.innerText(), /endless\.fit\.yaml/, 'the editor keeps the focus');
  });

  it('shows a hostile name as text, under the policy of its own page', async () => {
    const frame = await panel();
    assert.match((await frame.textContent('h1')) ?? '', /<img src=x/);
    assert.equal(await frame.locator('img, iframe').count(), 0);
    const policy = await frame
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content');
    assert.match(policy ?? '', /^default-src 'none'; script-src 'nonce-[\w+/=]{24}'; style-src /);
    assert.doesNotMatch(policy ?? '', /unsafe/);
    const refused = await frame.evaluate(async () => {
      const blocked = new Promise<string>((resolve) =>
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective)),
      );
      const script = document.createElement('script');
      script.textContent = 'document.title = "owned"';
      document.body.append(script);
      return blocked;
    });
    assert.equal(refused, 'script-src-elem');
  });

  it('is hidden and shown while the run goes on', async () => {
    const before = await lastEpoch('loss');
    await window.page.locator('.part.editor .tab', { hasText: 'Fitscope' }).click();
    await window.openFile('decay.fit.yaml');
    await window.until('the panel to be hidden', async () => {
      const titles = await window.webviewTitles();
      return !titles.some((title) => title.includes('Fitscope'));
    });
    await window.page.waitForTimeout(1500);
    await window.closeTab('decay.fit.yaml');
    await pointsArrive('loss');
    assert.ok((await lastEpoch('loss')) > before);
  });

  it('comes back with its run after a reload of the window', async () => {
    const before = await lastEpoch('loss');
    await window.reload();
    await pointsArrive('loss');
    assert.ok((await lastEpoch('loss')) > before);
    assert.match((await (await panel()).textContent('h1')) ?? '', /<img src=x/);
  });

  it('stops the run', async () => {
    await press('Stop');
    await window.until('the end', async () =>
      /^Stopped at epoch [\d.]+ of 100 000/.test(await text('.progress-facts')),
    );
    const records = runRecords(folder).filter(({ name }) => name === endlessName);
    assert.deepEqual(
      records.map(({ outcome }) => outcome),
      ['stopped'],
    );
  });

  it('shows another run out of its list', async () => {
    const frame = await panel();
    await frame.locator('vscode-dropdown').click();
    await frame.locator('vscode-option', { hasText: 'too much decay' }).click();
    await window.until('its finding', async () =>
      (await text('.findings')).includes('weight-decay-too-high'),
    );
    assert.equal(await text('.verdict h2'), 'Underfitting');
    const chosen = frame.locator('vscode-option[aria-selected="true"]');
    assert.match((await chosen.textContent()) ?? '', /^too much decay · underfitting · /);
  });

  it('applies a recommendation to exactly its characters, undone by one undo', async () => {
    await window.switchTab('endless.fit.yaml');
    await window.openFile('decay.fit.yaml');
    assert.equal(await window.editorText(), decay);
    await press('Apply');
    await window.until('the panel to say so', async () =>
      /^Applied: the config has 0\.05 now/.test(await text('.finding .fit')),
    );
    assert.equal(await window.editorText(), decay.replace('0.2 ', '0.05 '));
    assert.equal(
      readFileSync(join(folder, 'decay.fit.yaml'), 'utf8'),
      decay,
      'not saved by itself',
    );
    await window.undo();
    assert.equal(await window.editorText(), decay);
    await window.until('the buttons', async () =>
      (await panel()).locator('vscode-button[aria-label^="Apply: "]').isVisible(),
    );
  });

  it('says why a recommendation does not fit any more', async () => {
    await window.selectText('0.2');
    await window.page.keyboard.type('0.3');
    await window.until('the reason', async () =>
      /another value now/.test(await text('.finding .fit')),
    );
    await window.undo();
    assert.equal(await window.editorText(), decay);
  });

  it('applies, runs again and says beside each other what was before and what is after', async () => {
    await press('Apply and Re-run');
    const answer = await window.until(
      'the comparison',
      async () => {
        const said = await text('.comparison');
        return /^It (helped|did not help)/.test(said) && said;
      },
      60_000,
    );
    assert.match(answer, /^It helped\s+Validation accuracy rose from 30\.0 % to \d\d\.\d %/);
    assert.match(answer, /optimizer\.weight_decay\s*0\.2\s*→\s*0\.05/);
    const before = (await panel()).locator('#chart-loss .plot');
    assert.match((await before.getAttribute('aria-label')) ?? '', /validation before/);
    assert.match(readFileSync(join(folder, 'decay.fit.yaml'), 'utf8'), /weight_decay: 0\.05 {3}#/);
    assert.equal(runRecords(folder).length, 3);
  });

  it('shows the place of a finding in the config', async () => {
    const frame = await panel();
    await frame.locator('vscode-dropdown').click();
    await frame.locator('vscode-option', { hasText: 'underfitting' }).last().click();
    await frame.locator('button.path', { hasText: 'optimizer.weight_decay' }).click();
    const active = window.page.locator('.editor-group-container.active .tab.active');
    await active.filter({ hasText: 'decay.fit.yaml' }).waitFor();
  });

  it('remembers over a reload which run it showed, not the newest', async () => {
    const findings = await text('.findings');
    assert.match(findings, /0\.2/);
    await window.reload();
    await window.until('the same findings', async () => (await text('.findings')) === findings);
    const chosen = (await panel()).locator('vscode-option[aria-selected="true"]');
    assert.match((await chosen.textContent()) ?? '', /^too much decay · underfitting · /);
  });
});

function runRecords(folder: string): readonly ReturnType<typeof readRunRecord>[] {
  return runFolders(folder).map(readRunRecord);
}
