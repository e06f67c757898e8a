import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '..', '..');

export interface PackedProduct {
  readonly file: string;
  readonly bytes: number;
}

const packed = new Map<string | undefined, Promise<PackedProduct>>();

/** Packs the extension for a platform (`linux-x64`), or for all when left out; once a mocha run. */
export function packProduct(target?: string): Promise<PackedProduct> {
  const there = packed.get(target);
  if (there !== undefined) return there;
  const product = pack(target);
  packed.set(target, product);
  return product;
}

async function pack(target: string | undefined): Promise<PackedProduct> {
  const args = ['vsix.mjs', ...(target === undefined ? [] : [target])];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  const file = /^(.*\.vsix) [\d.]+ MB$/m.exec(stdout)?.[1];
  if (file === undefined) throw new Error(`vsix.mjs names no file:\n${stdout}`);
  return { file, bytes: statSync(file).size };
}
