import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { readSweepRecord } from '../../src/runs/sweepRecordFile';
import { SweepReader } from '../../src/runs/sweepReader';
import { isProcessOf } from '../../src/runs/trainerProcess';
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
const text = digitsConfig(250);

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
    await window.fillQuickInput('9');
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
    assert.deepEqual([plan.search, plan.trials], ['sobol', 9]);
  });

  it('shows trials as they arrive, in the tree and the status bar too', async () => {
    await window.until(
      'a finished trial',
      async () => (await statuses()).includes('Finished'),
      90_000,
    );
    assert.match(await facts(), /^Running · \d of 9 trials · /);
    assert.match(await said('.best h2'), /^Best so far: trial \d/);
    await window.statusBarItem('Sweep: digits').waitFor();
    await window.openView('Fitscope');
    const [row] = await window.treeRows('Runs', 1);
    assert.match(row?.label ?? '', /^digits sweep/);
  });

  it('goes on while the window is reloaded, and its view comes back', async () => {
    await press('Pause');
    await window.until('the pause', async () => /^Paused/.test(await facts()));
    const [sweep = ''] = sweepFolders();
    const { driver } = readSweepRecord(sweep);
    await window.reload();
    await window.until('the view', async () => /^Paused · \d of 9 trials/.test(await facts()));
    assert.ok(isProcessOf(driver), 'its driver went with the window');
    await press('Continue');
    await window.until('it to go on', async () => /^Running/.test(await facts()));
  });

  it('offers to resume when its driver was killed', async () => {
    const [sweep = ''] = sweepFolders();
    process.kill(readSweepRecord(sweep).driver.pid ?? 0, 'SIGKILL');
    await window.until('the state', async () => /^Interrupted/.test(await facts()));
    await window.answerNotification('was interrupted', 'Resume');
    await window.until('it to go on', async () => /^Running/.test(await facts()));
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
      async () => /^Finished · 9 of 9/.test(await facts()),
      120_000,
    );
    const after = new SweepReader(sweep).view.trials;
    assert.equal(after.length, 9);
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

  it('adds trials to a sweep that has ended, and keeps those that there are', async () => {
    await press('Add Trials...');
    await window.pickQuickInput('More trials');
    await window.page.locator('.quick-input-titlebar', { hasText: 'More Trials' }).waitFor();
    await window.fillQuickInput('1');
    await enter('More Trials');
    await window.until('it', async () => /^Finished · 10 of 10/.test(await facts()), 90_000);
  });

  it('starts the section of a config by its lens', async () => {
    const parameters = `sweep:\n  parameters: { optimizer.kind: [adam, adamw] }\n`;
    writeFileSync(join(folder, 'written.fit.yaml'), `${digitsConfig(3)}${parameters}`);
    await window.openFile('written.fit.yaml');
    await window.clickCodeLens('Start Sweep');
    await window.until('both trials', async () => /^Finished · 2 of 2/.test(await facts()), 60_000);
    assert.match(await said('.best-values'), /^optimizer\.kind (adam|adamw)$/);
  });

  it('scans weight decay with one command, and shows score and OUI over it', async () => {
    writeFileSync(join(folder, 'scan.fit.yaml'), digitsConfig(4));
    await window.openFile('scan.fit.yaml');
    await window.runCommand('Fitscope: Weight-Decay Scan');
    await window.until('its end', async () => /^Finished · 9 of 9/.test(await facts()), 90_000);
    const labels = await (
      await view()
    )
      .locator('figure:not([hidden]) .plot')
      .evaluateAll((plots) => plots.map((plot) => plot.getAttribute('aria-label') ?? ''));
    assert.match(labels[0] ?? '', /^Score over weight decay: validation 0\.\d+ at \S+, 0\./);
    assert.match(labels[1] ?? '', /^OUI over weight decay: OUI 0\.\d+ at \S+, 0\./);
  });

  it('tests a range of learning rates, and shows what it suggests', async () => {
    await window.switchTab('scan.fit.yaml');
    await window.runCommand('Fitscope: Learning-Rate Range Test');
    await window.until(
      'the suggestion',
      async () => (await said('.best h2')) === 'Suggested',
      60_000,
    );
    assert.match(await said('.best-values'), /^optimizer\.learning_rate \S+$/);
    const plot = (await view()).locator('#figure-scan .plot');
    // Figures are drawn after words.
    await window.until('the figure', async () =>
      /is suggested, the config has 1e-3/.test((await plot.getAttribute('aria-label')) ?? ''),
    );
    const lenses = (await window.codeLenses()).map((lens) => lens.text);
    assert.ok(!lenses.some((one) => /unstable|just now/.test(one)), lenses.join());
  });
});
