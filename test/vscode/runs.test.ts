import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readRunRecord } from '../../src/runs/runRecordFile';
import { isTrainerAlive } from '../../src/runs/trainerProcess';
import { buildProduct, fitscope } from '../support/product';
import { isCore, killTrainers, runFolders } from '../support/runFolders';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import type { EditorPage } from '../support/vscode/editorPage';
import { newWindow } from '../support/vscode/sharedEditor';

const root = join(__dirname, '..', '..');
const example = readFileSync(join(root, 'examples', 'weight-decay-too-high.fit.yaml'), 'utf8');
/** Trains for minutes, and its name would like to be more than text. */
const endless = example
  .replace(/^name: .*$/m, 'name: "[a](command:b)<b>$(bug)"')
  .replace(/epochs: \d+/, 'epochs: 100000');
const name = '[a](command:b)<b>$(bug)';

describe('runs in a real VS Code', function () {
  this.timeout(180_000);
  let window: EditorPage;
  let folder: string;

  before(async () => {
    await buildProduct();
    folder = temporaryFolder();
    window = await newWindow({ trust: false });
    await window.open(folder, { development: root });
    await window.openView('Fitscope');
  });

  after(async () => {
    await window?.close();
    killTrainers(folder);
    removeTemporaryFolders();
  });

  it('a folder without a config is offered the example, and nothing that cannot work', async () => {
    const { buttons } = await window.until('the welcome', async () => {
      const welcome = await window.viewWelcome('Runs');
      return /no config in this folder/.test(welcome.text) && welcome;
    });
    assert.deepEqual(buttons, ['Copy Digits Example']);
    assert.deepEqual([...(await window.offeredCommands('Fitscope:'))].sort(), [
      'Fitscope: Copy Digits Example',
      'Fitscope: Focus on Runs View',
      'Fitscope: Get Started',
      'Fitscope: Install Native TensorFlow',
      'Fitscope: Refresh Runs',
      'Fitscope: Show Log',
    ]);
  });

  it('the example is copied and opened, and the view says what comes next', async () => {
    await window.clickViewWelcome('Runs', 'Copy Digits Example');
    await window.until('the example in an editor', async () =>
      (await window.tabs()).some(({ title }) => title === 'weight-decay-too-high.fit.yaml'),
    );
    assert.equal(await window.editorText(), example);
    assert.ok(existsSync(join(folder, 'digits.fit.yaml')));
    await window.until('the next welcome', async () =>
      (await window.viewWelcome('Runs')).buttons.includes('Diagnose a Config'),
    );
    assert.ok((await window.offeredCommands('Fitscope: Diagnose')).length === 1);
    assert.deepEqual(await window.offeredCommands('Fitscope: Stop Run'), []);
  });

  it('a run that goes on stands in the tree and in the status bar', async () => {
    writeFileSync(join(folder, 'endless.fit.yaml'), endless);
    // Now, for Quick Open may look into its list of a moment ago.
    writeFileSync(join(folder, 'broken.fit.yaml'), endless.replace('kind: mlp', 'kind: mlb'));
    await window.openFile('endless.fit.yaml');
    await window.runCommand('Fitscope: Diagnose');
    const [row] = await window.treeRows('Runs', 1);
    assert.equal(row?.label, name);
    const item = await window.until('progress in the status bar', async () =>
      (await window.statusBarItems()).find(({ text }) => text.includes('Fitscope:')),
    );
    assert.match(item.text, /Fitscope: \[a\]\(command:b\)<b>\$\(bug\) \d+ %$/);
    assert.match(item.ariaLabel, /is being trained, \d+ % done/);
    await window.until('progress in the tree', async () => {
      const [now] = await window.treeRows('Runs', 1);
      return now && /^\d+ %, just now$/.test(now.description) && now.icons.includes('sync');
    });
    assert.equal((await window.offeredCommands('Fitscope: Stop Run')).length, 1);
  });

  it('a second start of the same config is refused in words', async () => {
    await window.runCommand('Fitscope: Diagnose');
    const { text, buttons } = await window.waitForNotification('is being trained already');
    assert.match(text, /^\[a\] \(command:b\)/, 'no link');
    assert.deepEqual(buttons, ['Show Run']);
    await window.answerNotification('is being trained already', 'Show Run');
    assert.equal(runFolders(folder).length, 1);
  });

  it('a reload of the window leaves the run alone and finds it again', async () => {
    const { trainer } = theRun(folder);
    await window.reload();
    await window.openView('Fitscope');
    await window.until('the live run', async () => {
      const [row] = await window.treeRows('Runs', 1);
      return row?.icons.includes('sync');
    });
    assert.ok(isTrainerAlive(theRun(folder)));
    assert.equal(theRun(folder).trainer.pid, trainer.pid);
    await window.statusBarItem('Fitscope:').waitFor();
  });

  it('it is stopped by its icon, and says so', async () => {
    await window.clickRowAction('Runs', name, 'Stop Run');
    const row = await window.until('the end', async () => {
      const [now] = await window.treeRows('Runs', 1);
      return now?.description.startsWith('stopped') && now;
    });
    assert.ok(row.icons.includes('debug-stop'));
    assert.match(row.ariaLabel, /^\[a\]\(command:b\)<b>\$\(bug\), stopped/);
    assert.equal(theRun(folder).outcome, 'stopped');
    assert.ok(existsSync(join(runFolders(folder)[0] ?? '', 'findings.json')));
    await window.statusBarItem('Fitscope:').waitFor({ state: 'detached' });
  });

  it('a run of the command line appears by itself, with its verdict', async () => {
    await fitscope(['diagnose', join(folder, 'weight-decay-too-high.fit.yaml')]);
    const row = await window.until('its verdict', async () => {
      const rows = await window.treeRows('Runs', 2);
      return rows.find(({ label, description }) =>
        `${label}: ${description}`.startsWith('weight decay too high: underfitting'),
      );
    });
    assert.ok(row.icons.includes('warning'));
  });

  it('a run is deleted after a question, by its key too', async () => {
    const before = runFolders(folder);
    // A row that is drawn anew between the click and the key loses the focus.
    await window.until('the question', async () => {
      if (await window.page.locator('.monaco-dialog-box').isVisible()) return true;
      await window.treeRow('Runs', name).click();
      await window.page.keyboard.press('Delete');
      await window.page.waitForTimeout(500);
      return false;
    });
    const asked = await window.dialog();
    assert.match(asked.message, /^Delete the run/);
    assert.match(asked.detail, /deleted for good/);
    await window.answerDialog('Cancel');
    assert.deepEqual(runFolders(folder), before);
    await window.clickRowAction('Runs', name, 'Delete Run');
    await window.answerDialog('Delete');
    await window.until('one run less', async () => (await window.treeRows('Runs', 1)).length === 1);
    assert.equal(runFolders(folder).length, before.length - 1);
  });

  it('a trainer that is killed is told about once, with its reason', async () => {
    await window.openFile('endless.fit.yaml');
    await window.runCommand('Fitscope: Diagnose');
    await window.statusBarItem('Fitscope:').waitFor();
    const run = await window.until('its process', async () =>
      runFolders(folder)
        .map(readRunRecord)
        .find((record) => record.outcome === 'running' && isTrainerAlive(record) && record),
    );
    // Until the core stands in the record, the extension host does.
    const { pid } = await window.until('the core', async () => {
      const { trainer } = readRunRecord(join(folder, '.fitscope', 'runs', run.id));
      return isCore(trainer.pid) && trainer;
    });
    process.kill(pid ?? 0, 'SIGKILL');
    const told = await window.waitForNotification('was killed (SIGKILL)');
    assert.equal(told.severity, 'error');
    assert.deepEqual(told.buttons, ['Show Log']);
    await window.until('the row', async () =>
      (await window.treeRows('Runs', 2)).some(({ description }) => /^crashed/.test(description)),
    );
    await window.answerNotification('was killed (SIGKILL)', 'Show Log');
    const log = window.page.locator('.part.panel .monaco-editor .view-lines');
    await log.filter({ hasText: /was.killed.\(SIGKILL\)/ }).waitFor();
    await window.until('the lenses of a run that is over', async () =>
      isDeepStrictEqual(
        (await window.codeLenses()).map((lens) => lens.text),
        ['Diagnose', 'Sweep...', 'undecided, just now'],
      ),
    );
  });

  it('a value that a run crashed at has a Problem until it is edited', async () => {
    const config = example
      .replace(/^name: .*$/m, 'name: too large a batch')
      .replace('batch_size: 64', 'batch_size: 10000');
    writeFileSync(join(folder, 'batch.fit.yaml'), config);
    await window.openFile('batch.fit.yaml');
    await window.runCommand('Fitscope: Diagnose');
    await window.waitForNotification('batch_size 10000 is more than');
    const crash = await window.until('the problem', async () =>
      (await window.problems(0)).find(({ code }) => code === 'crashed'),
    );
    const { file, severity, source, message } = crash;
    assert.deepEqual([file, severity, source], ['batch.fit.yaml', 'error', 'fitscope']);
    assert.match(message, /^The last run crashed: .*batch_size 10000 is more than/);
    await window.selectText('10000');
    await window.page.keyboard.type('640');
    await window.until('no problem', async () => (await window.problems(0)).length === 0);
    await window.save();
  });

  it('a config with errors is not started', async () => {
    const before = runFolders(folder).length;
    await window.runCommand('View: Toggle Panel Visibility');
    await window.openFile('broken.fit.yaml');
    await window.runCommand('Fitscope: Diagnose');
    const { text } = await window.waitForNotification('was not started');
    assert.match(text, /^broken\.fit\.yaml has a problem .*Line \d+: .*mlb/);
    assert.equal(runFolders(folder).length, before);
  });
});

describe('runs in Restricted Mode', function () {
  this.timeout(120_000);
  let window: EditorPage;
  let folder: string;

  before(async () => {
    await buildProduct();
    folder = temporaryFolder();
    mkdirSync(join(folder, 'past'));
    writeFileSync(join(folder, 'digits.fit.yaml'), example);
    window = await newWindow({ trust: true });
    await window.open(folder, { development: root });
    await window.answerTrust(false);
  });

  after(async () => {
    await window?.close();
    killTrainers(folder);
    removeTemporaryFolders();
  });

  it('an empty view says what works and offers trust', async () => {
    await window.openView('Fitscope');
    const { text, buttons } = await window.viewWelcome('Runs');
    assert.match(text, /Restricted Mode/);
    assert.deepEqual(buttons, ['Manage Workspace Trust']);
  });

  it('past runs are shown and opened; nothing is started or written', async () => {
    await fitscope(['diagnose', join(folder, 'digits.fit.yaml')]);
    const [run] = runFolders(folder);
    assert.ok(run);
    await window.until('its verdict', async () =>
      /^underfitting/.test((await window.treeRows('Runs', 1))[0]?.description ?? ''),
    );
    await window.openFile('digits.fit.yaml');
    assert.deepEqual(await window.offeredCommands('Fitscope: Diagnose'), []);
    assert.deepEqual(await window.offeredCommands('Fitscope: Run Again'), []);
    for (const title of ['Sweep...', 'Weight-Decay Scan', 'Learning-Rate Range Test'])
      assert.deepEqual(await window.offeredCommands(`Fitscope: ${title}`), []);
    const menu = await window.openContextMenu(window.treeRow('Runs', 'weight decay too high'));
    assert.ok(menu.includes('Open Run'));
    assert.ok(!menu.includes('Run Again'));
    await window.chooseFromMenu('Open Run');
    const frame = await window.webviewFrame('Fitscope');
    await frame
      .locator('vscode-button', { hasText: /^\s*Apply\s*$/ })
      .first()
      .waitFor();
    const offered = await frame
      .locator('vscode-button')
      .evaluateAll((all) =>
        all.filter((one) => one.checkVisibility()).map((one) => one.textContent.trim()),
      );
    assert.deepEqual(new Set(offered), new Set(['Open Config', 'Apply']));
    await window.closeTab('Fitscope');
    assert.equal(runFolders(folder).length, 1);
  });

  it('a link that starts something asks for trust', async () => {
    await window.runCommand('Fitscope: Get Started');
    const step = window.page.locator('.getting-started-step').filter({ hasText: 'Diagnose it' });
    await step.click();
    await step.locator('.monaco-button', { hasText: 'Diagnose' }).click();
    const { buttons } = await window.waitForNotification('This workspace is in Restricted Mode');
    assert.deepEqual(buttons, ['Manage Trust']);
    await window.closeTab('Walkthrough');
    assert.equal(runFolders(folder).length, 1);
  });

  it('with trust it starts', async () => {
    await window.runCommand('Workspaces: Manage Workspace Trust');
    await window.page.getByRole('button', { name: 'Trust', exact: true }).first().click();
    await window.until('trust', async () => (await window.trustState()) === 'trusted');
    await window.openFile('digits.fit.yaml');
    await window.runCommand('Fitscope: Diagnose');
    await window.treeRows('Runs', 2);
  });
});

function theRun(folder: string) {
  const [only, ...others] = runFolders(folder);
  assert.ok(only !== undefined && others.length === 0);
  return readRunRecord(only);
}
