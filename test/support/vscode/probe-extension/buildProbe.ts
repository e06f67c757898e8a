import { build } from 'esbuild';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packFolder } from '../packFolder';

const folder = join(__dirname, '..', '..', '..', '..', '.cache', 'probe-extension');

/** Builds the probe extension; gives the folder that `--extensionDevelopmentPath` wants. */
export async function buildProbe(): Promise<string> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(__dirname, 'package.json'), join(folder, 'package.json'));
  await build({
    entryPoints: [join(__dirname, 'probe.ts')],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return folder;
}

/** Builds and packs it; gives the path of the `.vsix`. */
export async function packProbe(): Promise<string> {
  return packFolder(await buildProbe(), join(folder, '..', 'probe-extension.vsix'));
}
