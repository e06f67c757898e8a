import { build } from 'esbuild';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const cache = join(__dirname, '..', '..', '..', '.cache');

/** Builds an extension of the tests' own from its folder here; gives the folder of what was built. */
export async function buildExtension(name: string, entry: string): Promise<string> {
  const [source, folder] = [join(__dirname, name), join(cache, name)];
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(source, 'package.json'), join(folder, 'package.json'));
  await build({
    entryPoints: [join(source, entry)],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return folder;
}
