import { build } from 'esbuild';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packFolder } from '../packFolder';

const folder = join(__dirname, '..', '..', '..', '..', '.cache', 'yaml-stand-in');

/** Builds and packs it; gives the path of the `.vsix`. */
export async function packStandIn(): Promise<string> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(__dirname, 'package.json'), join(folder, 'package.json'));
  await build({
    entryPoints: [join(__dirname, 'standIn.ts')],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return packFolder(folder, `${folder}.vsix`);
}
