import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resultsFile, type HostResults } from './hostResults';
import type { HostRun } from './runInPackedEditor';

/** Why no desktop VS Code can be started here; undefined when one can. */
export function whyNoDesktop(): string | undefined {
  const path = process.env['VSCODE_PATH'];
  if (path === undefined || path === '') {
    return 'VSCODE_PATH names no desktop VS Code (nor says "download")';
  }
  if (path !== 'download' && !existsSync(path))
    return `VSCODE_PATH names ${path}, which is not there`;
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return 'no display to draw a desktop VS Code on (xvfb-run gives one)';
  }
  return undefined;
}

/** Runs a bundled suite in the extension host of the desktop VS Code that VSCODE_PATH names. */
export async function runInDesktop(run: HostRun): Promise<HostResults> {
  const { suite, development, folder } = run;
  const path = process.env['VSCODE_PATH'] ?? '';
  const home = mkdtempSync(join(tmpdir(), 'fitscope-desktop-'));
  try {
    await runTests({
      vscodeExecutablePath: path === 'download' ? await downloadAndUnzipVSCode('1.100.3') : path,
      extensionDevelopmentPath: development,
      extensionTestsPath: join(suite, 'index.js'),
      launchArgs: [
        folder,
        ...['--user-data-dir', join(home, 'user'), '--extensions-dir', join(home, 'extensions')],
        ...['--disable-telemetry', '--disable-gpu'],
      ],
    }).catch((error: unknown) => {
      // A failed test also ends it with an error, and is told by the results.
      if (!existsSync(join(suite, resultsFile))) throw error;
    });
    return JSON.parse(readFileSync(join(suite, resultsFile), 'utf8')) as HostResults;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
