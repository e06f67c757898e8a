import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';

describe('probe', () => {
  it('is active and has its commands', async () => {
    const probe = vscode.extensions.getExtension('fitscope-test.probe');
    await probe?.activate();
    const commands = await vscode.commands.getCommands(true);
    assert.ok(commands.includes('probe.panel'));
  });

  it('finds files', async () => {
    const found = await vscode.workspace.findFiles('**/*.txt');
    assert.ok(found.some(({ path }) => path.endsWith('/a.txt')));
  });

  it('starts a child process with its own Node', () => {
    const environment = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const said = execFileSync(process.execPath, ['-p', '6 * 7'], { env: environment });
    assert.equal(said.toString().trim(), '42');
  });
});
