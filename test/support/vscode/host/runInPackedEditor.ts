import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newWindow } from '../sharedEditor';
import { resultsFile, type HostResults } from './hostResults';

export interface HostRun {
  /** Made by `bundleSuite`. */
  readonly suite: string;
  /** Folder of the extension under development. */
  readonly development: string;
  /** The workspace to open. */
  readonly folder: string;
}

/** Runs a bundled suite in the extension host of the npm-packed VS Code. */
export async function runInPackedEditor(run: HostRun): Promise<HostResults> {
  const { suite, development, folder } = run;
  const window = await newWindow({ trust: false });
  try {
    await window.open(folder, { development, tests: join(suite, 'index.js') });
    const file = join(suite, resultsFile);
    await window.until('the results of the suite', async () => existsSync(file), 120_000);
    return JSON.parse(readFileSync(file, 'utf8')) as HostResults;
  } finally {
    await window.close();
  }
}
