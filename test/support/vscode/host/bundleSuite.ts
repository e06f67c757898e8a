import { build } from 'esbuild';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/** Below the repository, so that the bundle finds mocha in its `node_modules`. */
const home = join(__dirname, '..', '..', '..', '..', '.cache', 'host-suites');

/**
 * Bundles mocha files, which may import `vscode`, into one file that exports `run()`.
 * @returns the new folder with `index.js`, where the results will be left too
 */
export async function bundleSuite(files: readonly string[]): Promise<string> {
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, 'suite-'));
  const loads = files.map((file) => `require(${JSON.stringify(file)});`);
  await build({
    stdin: {
      contents: `
        import { runSuite } from ${JSON.stringify(join(__dirname, 'runSuite'))};
        export const run = () => runSuite(__dirname, () => { ${loads.join(' ')} });`,
      resolveDir: __dirname,
      loader: 'ts',
    },
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return folder;
}
