// Runs inside the extension host, of the desktop or of the npm-packed editor: imports nothing of ours
// but types, and mocha when it is asked to run.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultsFile, type HostResults, type HostTest } from './hostResults';

/**
 * Runs the mocha tests that `load` defines and leaves their results in `folder`. Rejects when one
 * failed, as those who start extension tests expect.
 */
export async function runSuite(folder: string, load: () => void): Promise<void> {
  const tests: HostTest[] = [];
  let crash: string | undefined;
  try {
    const { default: Mocha } = await import('mocha');
    const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: 'dot' });
    mocha.suite.emit('pre-require', globalThis, '', mocha);
    load();
    await new Promise<void>((resolve) => {
      const runner = mocha.run(() => resolve());
      runner.on('pass', (test) => tests.push({ path: test.titlePath(), state: 'passed' }));
      runner.on('pending', (test) => tests.push({ path: test.titlePath(), state: 'pending' }));
      runner.on('fail', (test, error: unknown) =>
        tests.push({ path: test.titlePath(), state: 'failed', error: told(error) }),
      );
    });
  } catch (error) {
    crash = told(error);
  }
  const results: HostResults = { tests, ...(crash !== undefined && { crash }) };
  writeFileSync(join(folder, `${resultsFile}.part`), JSON.stringify(results));
  renameSync(join(folder, `${resultsFile}.part`), join(folder, resultsFile));
  const failed = tests.filter(({ state }) => state === 'failed').length;
  if (crash !== undefined) throw new Error(crash);
  if (failed > 0) throw new Error(`${failed} of ${tests.length} tests failed.`);
}

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
