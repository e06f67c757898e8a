import { rmSync } from 'node:fs';
import { Test, type Suite } from 'mocha';
import { bundleSuite } from './bundleSuite';
import type { HostResults } from './hostResults';
import { runInDesktop, whyNoDesktop } from './runInDesktop';
import { runInPackedEditor, type HostRun } from './runInPackedEditor';

export interface HostSuite {
  /** Absolute paths of mocha files that may import `vscode`. */
  readonly files: readonly string[];
  /** Gives the folder of the extension and of the workspace; runs once for each editor. */
  readonly prepare: () => Promise<{ readonly development: string; readonly folder: string }>;
}

/**
 * Runs the same mocha files in the extension host of the npm-packed VS Code and of a desktop one, and
 * shows each of their tests among those of this run. Without a desktop VS Code there is one pending test
 * that says why.
 */
export function describeInHost(title: string, suite: HostSuite): void {
  describe(`${title}, in the extension host`, function () {
    runWith(this, suite, runInPackedEditor);
  });
  describe(`${title}, in a desktop VS Code`, function () {
    const reason = whyNoDesktop();
    if (reason === undefined) runWith(this, suite, runInDesktop);
    else it(`SKIPPED: ${reason}`);
  });
}

function runWith(
  parent: Suite,
  { files, prepare }: HostSuite,
  run: (run: HostRun) => Promise<HostResults>,
): void {
  let results: HostResults | undefined;
  before(async function () {
    this.timeout(180_000);
    const [place, folder] = await Promise.all([prepare(), bundleSuite(files)]);
    try {
      results = await run({ ...place, suite: folder });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    for (const { path, state, error } of results.tests) {
      const name = path.join(' › ');
      const body = (): void => {
        if (error !== undefined) throw new Error(error);
      };
      parent.addTest(state === 'pending' ? new Test(name) : new Test(name, body));
    }
  });
  it('runs to its end and has tests', () => {
    if (results?.crash !== undefined) throw new Error(results.crash);
    if (!results?.tests.length) throw new Error(`No test was run of ${files.join(', ')}.`);
  });
}
