import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '..', '..');

export interface PackedProduct {
  readonly file: string;
  readonly bytes: number;
}

/** Packs the extension for a platform (`linux-x64`), or for all of them when left out. */
export async function packProduct(target?: string): Promise<PackedProduct> {
  const args = ['vsix.mjs', ...(target === undefined ? [] : [target])];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  const file = /^(.*\.vsix) [\d.]+ MB$/m.exec(stdout)?.[1];
  if (file === undefined) throw new Error(`vsix.mjs names no file:\n${stdout}`);
  return { file, bytes: statSync(file).size };
}
