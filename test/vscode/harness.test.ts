import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import type { EditorPage } from '../support/vscode/editorPage';
import { describeInHost } from '../support/vscode/host/describeInHost';
import { bundleSuite } from '../support/vscode/host/bundleSuite';
import { runInPackedEditor } from '../support/vscode/host/runInPackedEditor';
import { installVsix } from '../support/vscode/installVsix';
import { buildProbe, packProbe } from '../support/vscode/probe-extension/buildProbe';
import { newWindow } from '../support/vscode/sharedEditor';

const text = 'first line\nsomething wrong here\n\tlast   line\n';

describe('harness: a real VS Code and the hands before it', function () {
  this.timeout(120_000);
  let window: EditorPage;
  let folder: string;
  let development: string;

  before(async () => {
    development = await buildProbe();
    folder = temporaryFolder();
    mkdirSync(join(folder, 'notes'));
    writeFileSync(join(folder, 'a.txt'), text);
    const long = Array.from({ length: 300 }, (_, at) => `line ${at + 1}`).join('\n');
    writeFileSync(join(folder, 'notes', 'long.txt'), `${long}\nfar away target\n`);
    window = await newWindow({ trust: false });
    await window.open(folder, { development });
    await window.openFile('a.txt');
  });

  after(async () => {
    await window?.close();
    removeTemporaryFolders();
  });

  it('reads and clicks CodeLenses', async () => {
    await window.until(
      'two lenses that can be clicked',
      async () => (await window.codeLenses()).filter(({ clickable }) => clickable).length === 2,
    );
    assert.deepEqual(await window.codeLenses(), [
      { text: 'Open Probe', clickable: true },
      { text: 'Ask', clickable: true },
    ]);
    await window.clickCodeLens('Ask');
    const asked = await window.waitForNotification('Shall the probe');
    assert.deepEqual(asked, {
      severity: 'info',
      text: 'Shall the probe go on?',
      buttons: ['Go On', 'Leave'],
    });
    await window.answerNotification('Shall the probe', 'Go On');
    await window.statusBarItem('Probe answered Go On').waitFor();
  });

  it('reads the text of the buffer with its tabs and its end', async () => {
    assert.equal(await window.editorText(), text);
  });

  it('lists problems', async () => {
    assert.deepEqual(await window.problems(1), [
      {
        file: 'a.txt',
        severity: 'warning',
        message: 'This is wrong, not right.',
        source: 'probe',
        code: 'wrong-word',
        line: 2,
        column: 11,
      },
    ]);
  });

  it('shows the hover of a text and its links', async () => {
    const hover = await window.hoverAt('wrong');
    assert.match(hover.text, /Word wrong measured/);
    assert.match(hover.text, /This is wrong, not right/);
    assert.deepEqual(
      hover.links.filter(({ text: said }) => said === 'wrong-word').map(({ target }) => target),
      ['https://example.org/wrong'],
    );
  });

  it('applies a quick fix, undoes it, applies it again and saves', async () => {
    assert.deepEqual(await window.quickFixesAt('wrong'), ['Set wrong to right']);
    await window.applyQuickFix('Set wrong to right');
    await window.until('the edit', async () => (await window.editorText()).includes('right'));
    assert.equal((await window.tabs())[0]?.changed, true);
    await window.undo();
    assert.equal(await window.editorText(), text);
    await window.quickFixesAt('wrong');
    await window.applyQuickFix('Set wrong to right');
    await window.save();
    const saved = readFileSync(join(folder, 'a.txt'), 'utf8');
    assert.equal(saved, text.replace('wrong', 'right'));
    assert.deepEqual(await window.problems(0), []);
    assert.deepEqual(await window.quickFixesAt('last'), []);
  });

  it('lists what the palette offers and what it does not', async () => {
    assert.deepEqual([...(await window.offeredCommands('Probe:'))].sort(), [
      'Probe: Ask',
      'Probe: Confirm',
      'Probe: Focus on Empty View',
      'Probe: Focus on Rows View',
      'Probe: Open Panel',
      'Probe: Start Child',
    ]);
    assert.deepEqual(await window.offeredCommands('Probe: Never'), []);
  });

  it('runs a command whose child process answers', async () => {
    await window.runCommand('Probe: Start Child');
    await window.statusBarItem('Probe child 42').waitFor();
    const items = await window.statusBarItems();
    assert.equal(
      items.find(({ text: said }) => said.startsWith('Probe'))?.id,
      'fitscope-test.probe.probe.status',
    );
    assert.ok((await window.outputLines('Probe')).some((line) => line.includes('child says 42')));
  });

  it('answers a dialog', async () => {
    await window.runCommand('Probe: Confirm');
    assert.deepEqual(await window.dialog(), {
      message: 'Delete the row?',
      detail: 'It cannot be brought back.',
      buttons: ['Cancel', 'Delete'],
    });
    await window.answerDialog('Delete');
    await window.statusBarItem('Probe confirmed Delete').waitFor();
  });

  it('completes at the cursor', async () => {
    await window.clickText('last');
    await window.page.keyboard.press('End');
    await window.page.keyboard.type(' pro');
    const labels = await window.suggestions();
    assert.deepEqual(labels.slice(0, 2), ['probe_alpha', 'probe_beta']);
    await window.chooseSuggestion('probe_beta');
    assert.match(await window.editorText(), /line probe_beta\n/);
    await window.save();
  });

  it('reads and opens rows of a tree, and its menus', async () => {
    await window.openView('Probe');
    const rows = await window.treeRows('Rows', 2);
    assert.deepEqual(
      rows.map(({ label, description, level, expanded, icons }) => ({
        ...{ label, description, level, expanded },
        icon: icons.includes('pass'),
      })),
      ['first', 'second'].map((label) => ({
        ...{ label, description: `about ${label}`, level: 1, expanded: false },
        icon: true,
      })),
    );
    await window.toggleTreeRow('Rows', 'first');
    assert.equal((await window.treeRows('Rows', 3))[1]?.label, 'first child');
    await window.treeRow('Rows', 'first child').click();
    await window.waitForNotification('Marked first child.');
    await window.clickRowAction('Rows', 'second', 'Mark Row');
    await window.waitForNotification('Marked second.');
    const menu = await window.openContextMenu(window.treeRow('Rows', 'second'));
    assert.deepEqual(menu, ['Mark Row']);
    await window.chooseFromMenu('Mark Row');
  });

  it('reads what an empty view offers', async () => {
    assert.deepEqual(await window.viewWelcome('Empty'), {
      text: 'Nothing here yet.\nOpen Panel',
      buttons: ['Open Panel'],
    });
    await window.clickViewWelcome('Empty', 'Open Panel');
    await window.webviewFrame('Probe Panel');
    assert.deepEqual(await window.webviewTitles(), ['Probe Panel / Probe']);
  });

  it('talks with a webview, hides it, shows it and finds it again after a reload', async () => {
    const frame = await window.webviewFrame('Probe Panel');
    await frame.getByRole('button', { name: 'Ping' }).click();
    await frame.getByText('host heard ping, shown 1').waitFor();
    assert.match(await window.editorText(), /^first line\n/);
    await window.openFile('notes/long.txt');
    await window.switchTab('Probe Panel');
    await window.reload();
    const again = await window.webviewFrame('Probe Panel');
    await again.getByRole('button', { name: 'Ping' }).click();
    await again.getByText('host heard ping, shown 2').waitFor();
    await window.closeTab('Probe Panel');
    await window.until('no webview', async () => (await window.webviewTitles()).length === 0);
  });

  it('finds text that is out of sight', async () => {
    await window.openFile('notes/long.txt');
    const hover = await window.hoverAt('target');
    assert.match(hover.text, /Word target measured/);
  });

  it('wears every theme at every width', async () => {
    for (const theme of ['Default Dark Modern', 'Default High Contrast'] as const) {
      await window.setTheme(theme);
      for (const width of [1400, 700]) {
        await window.resize(width, 900);
        const file = join(folder, `${theme}-${width}.png`);
        await window.screenshot(file);
        assert.equal(readFileSync(file).readUInt32BE(16), width);
      }
    }
    await window.resize(1400, 900);
    await window.setTheme('Default Light Modern');
  });

  it('says what it waited for, with a picture', async () => {
    await assert.rejects(
      window.runCommand('Probe: Never Offered', 0),
      /Running the command "Probe: Never Offered".*Offered: .*\.cache\/vscode-failures\//s,
    );
    await window.closeQuickInput();
  });
});

describe('harness: a packed extension, and trust', function () {
  this.timeout(120_000);
  let window: EditorPage;

  before(async () => {
    const extensionsDir = temporaryFolder();
    await installVsix(await packProbe(), extensionsDir);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.txt'), text);
    window = await newWindow({ trust: true, extensionsDir });
    await window.open(folder);
  });

  after(async () => {
    await window?.close();
    removeTemporaryFolders();
  });

  it('is asked for trust, refuses and works in restricted mode', async () => {
    await window.until('the question', async () => (await window.trustState()) === 'asked');
    await window.answerTrust(false);
    assert.equal(await window.trustState(), 'restricted');
    await window.openFile('a.txt');
    await window.statusBarItem('Probe idle').waitFor();
    assert.deepEqual(await window.offeredCommands('Probe: Start'), []);
  });

  it('keeps the answer over a reload', async () => {
    await window.reload();
    await window.statusBarItem('Restricted Mode').waitFor();
    await window.statusBarItem('Probe idle').waitFor();
    assert.equal(await window.trustState(), 'restricted');
  });

  it('trusts later', async () => {
    await window.grantTrust();
    assert.deepEqual(await window.offeredCommands('Probe: Start'), ['Probe: Start Child']);
  });
});

describeInHost('harness: the probe', {
  files: [join(__dirname, '../support/vscode/probe-extension/probe.host.ts')],
  prepare: async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.txt'), text);
    return { development: await buildProbe(), folder };
  },
});

describe('harness: a suite that fails', () => {
  it('is told with the message of its test', async function () {
    this.timeout(120_000);
    const failing = join(__dirname, '../support/vscode/probe-extension/failing.host.ts');
    const suite = await bundleSuite([failing]);
    const development = await buildProbe();
    const results = await runInPackedEditor({ suite, development, folder: temporaryFolder() });
    rmSync(suite, { recursive: true });
    removeTemporaryFolders();
    assert.equal(results.crash, undefined);
    assert.deepEqual(
      results.tests.map(({ path, state }) => ({ path, state })),
      [
        { path: ['failing', 'fails on purpose'], state: 'failed' },
        { path: ['failing', 'is left for later'], state: 'pending' },
      ],
    );
    assert.match(results.tests[0]?.error ?? '', /seen by the harness/);
  });
});
