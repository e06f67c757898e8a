import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installEditor } from './installEditor';

/**
 * Installs a packed extension as a user does, into a folder of extensions that a server can be started
 * with. Throws with the editor's own words when it refuses the file.
 */
export async function installVsix(file: string, extensionsDir: string): Promise<void> {
  const { serverMain } = await installEditor();
  const home = mkdtempSync(join(tmpdir(), 'fitscope-install-'));
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      serverMain,
      ...['--install-extension', file, '--extensions-dir', extensionsDir, '--force'],
      ...['--user-data-dir', join(home, 'user'), '--server-data-dir', join(home, 'server')],
      ...['--telemetry-level', 'off', '--accept-server-license-terms'],
    ]);
    if (!/successfully installed/.test(stdout)) {
      throw new Error(`${file} was not installed:\n${stdout}\n${stderr}`);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
