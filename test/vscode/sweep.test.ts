import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { readSweepRecord } from '../../src/runs/sweepRecordFile';
import { SweepReader } from '../../src/runs/sweepReader';
import { digitsConfig } from '../support/configFile';
import { buildProduct } from '../support/product';
import { killDrivers } from '../support/sweepDrivers';
import { killTrainers, runFolders } from '../support/runFolders';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import type { EditorPage } from '../support/vscode/editorPage';
import { newWindow } from '../support/vscode/sharedEditor';

const root = join(__dirname, '../..');
const config = 'digits.fit.yaml';
/** Long enough to be stopped in the middle. */
const text = digitsConfig(150);

describe('sweeps in a real VS Code', function () {
  this.timeout(240_000);
  let window: EditorPage;
  let folder: string;

  before(async () => {
    await buildProduct();
    folder = temporaryFolder();
    writeFileSync(join(folder, config), text);
    window = await newWindow({ trust: false });
    await window.open(folder, { development: root });
    await window.openFile(config);
  });

  after(async () => {
    await window?.close();
    killDrivers(folder);
    if (runFolders(folder).every((run) => existsSync(join(run, 'run.json')))) killTrainers(folder);
    removeTemporaryFolders();
  });

  const view = (): Promise<Frame> => window.webviewFrame('Fitscope Sweep');
  const said = async (selector: string): Promise<string> =>
    (await (await view()).locator(selector).first().innerText()).replaceAll('\u202f', ' ');
  const facts = (): Promise<string> => said('.progress-facts');
  const press = async (name: string): Promise<void> => {
    const hasText = new RegExp(`^\\s*${name}\\s*$`);
    const button = (await view()).locator('.run-bar vscode-button, .best vscode-button', {
      hasText,
    });
    await button.filter({ visible: true }).first().click();
  };
  const statuses = async (): Promise<readonly string[]> =>
    (await view()).locator('.trials .status').allInnerTexts();
  const sweepFolders = (): readonly string[] => {
    const parent = join(folder, '.fitscope', 'sweeps');
    return existsSync(parent) ? readdirSync(parent).map((id) => join(parent, id)) : [];
  };
  const enter = async (title: string): Promise<void> => {
    await window.page.locator('.quick-input-titlebar', { hasText: title }).waitFor();
    await window.page.keyboard.press('Enter');
  };

  it('asks what to vary, with the current values and ranges, and starts at once', async () => {
    await window.runCommand('Fitscope: Sweep...');
    const rows = await window.quickInputRows();
    assert.deepEqual(rows.slice(0, 3), ['Learning rate', 'Weight decay', 'Initialization scale']);
    const detail = await window.page.locator('.quick-input-list').innerText();
    assert.match(detail, /optimizer\.learning_rate, now 0?\.?0*1(e-3)?/);
    await enter('Sweep: Parameters (1/5)');
    await window.page.locator('.quick-input-titlebar', { hasText: 'Search (2/5)' }).waitFor();
    await window.pickQuickInput('sobol');
    await window.page.locator('.quick-input-titlebar', { hasText: 'Trials (3/5)' }).waitFor();
    await window.fillQuickInput('5');
    await enter('Trials (3/5)');
    await enter('Time (4/5)');
    await enter('Workers (5/5)');
    await window.until('a first trial', async () => (await statuses()).length > 0);
    const [sweep] = sweepFolders();
    assert.ok(sweep);
    const { plan } = readSweepRecord(sweep);
    assert.deepEqual(Object.keys(plan.parameters), [
      'optimizer.learning_rate',
      'optimizer.weight_decay',
    ]);
    assert.deepEqual([plan.search, plan.trials], ['sobol', 5]);
  });

  it('shows trials as they arrive, in the tree and the status bar too', async () => {
    await window.until(
      'a finished trial',
      async () => (await statuses()).includes('Finished'),
      90_000,
    );
    assert.match(await facts(), /^Running · \d of 5 trials · /);
    assert.match(await said('.best h2'), /^Best so far: trial \d/);
    await window.statusBarItem('Sweep: digits').waitFor();
    await window.openView('Fitscope');
    const [row] = await window.treeRows('Runs', 1);
    assert.match(row?.label ?? '', /^digits sweep/);
  });

  it('stops, keeps what is finished, and resumes the rest', async () => {
    await press('Stop');
    await window.until('the end', async () => /^Stopped/.test(await facts()));
    const [sweep = ''] = sweepFolders();
    const before = new SweepReader(sweep).view.trials.filter(({ status }) => status === 'finished');
    assert.ok(before.length >= 1);
    await press('Resume');
    await window.until(
      'all of them',
      async () => /^Finished · 5 of 5/.test(await facts()),
      120_000,
    );
    const after = new SweepReader(sweep).view.trials;
    assert.equal(after.length, 5);
    for (const { trial, run } of before) assert.equal(after[trial]?.run, run, 'trained again');
  });

  it('opens the run of a trial in the run panel', async () => {
    const frame = await view();
    await frame.locator('.trials button.link').first().click();
    await window.until('the run panel', async () => {
      const titles = await window.webviewTitles();
      return titles.includes('Fitscope / Fitscope');
    });
    const panel = await window.webviewFrame('Fitscope');
    await panel.locator('#chart-loss canvas').waitFor();
    const chosen = panel.locator('vscode-option[aria-selected="true"]');
    assert.match((await chosen.textContent()) ?? '', /^digits trial 0 /);
    await window.switchTab('Fitscope Sweep');
  });

  it('shows the values of the best trial as a diff, and writes them when that is wanted', async () => {
    await press('Apply to Config');
    await window.answerNotification('Set optimizer.learning_rate', 'Apply');
    const [sweep = ''] = sweepFolders();
    const { trials } = new SweepReader(sweep).view;
    await window.until('the values', async () => (await window.editorText()) !== text);
    const after = await window.editorText();
    const changed = after.split('\n').filter((line, i) => line !== text.split('\n')[i]);
    assert.equal(changed.length, 2, after);
    assert.equal(readFileSync(join(folder, config), 'utf8'), text, 'not saved by itself');
    assert.ok(trials.length > 0);
    await window.undo();
    assert.equal(await window.editorText(), text);
  });
});
