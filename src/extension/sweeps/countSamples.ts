import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { DatasetSettings } from '../../protocol/settings';

/**
 * Samples that a config can train on, its validation share taken off, from the first bytes of its
 * files (CSV: its lines). Undefined where the files do not tell.
 */
export async function countSamples(dataset: DatasetSettings): Promise<number | undefined> {
  const all = await count(dataset);
  if (all === undefined || !(all >= 4)) return undefined;
  if (hasOwnValidation(dataset)) return all;
  return Math.floor(all * (1 - dataset.validation));
}

/** Those have a set of their own that is held out. */
function hasOwnValidation(dataset: DatasetSettings): boolean {
  if (dataset.kind === 'bundled') return dataset.name === 'fashion-mnist-mini';
  if (dataset.kind === 'idx') return dataset.validation_images !== undefined;
  return dataset.kind === 'npy' && dataset.validation_inputs !== undefined;
}

const bundled = { digits: 1797, 'fashion-mnist-mini': 4000 } as const;

async function count(dataset: DatasetSettings): Promise<number | undefined> {
  switch (dataset.kind) {
    case 'bundled':
      return bundled[dataset.name];
    case 'synthetic':
      return dataset.samples;
    case 'csv':
      return countLines(dataset.path);
    case 'idx':
      return idxCount(await firstBytes(dataset.images));
    case 'npy':
      return npyCount(await firstBytes(dataset.inputs));
  }
}

/** The first 512 bytes of a file, unpacked where it ends in .gz; none where it cannot be read. */
async function firstBytes(path: string): Promise<Buffer> {
  const stream = createReadStream(path, { end: 65535 });
  const source = path.endsWith('.gz') ? stream.pipe(createGunzip()) : stream;
  // The packed file is cut, which its end would be an error for; the first bytes are enough.
  const parts: Buffer[] = [];
  return new Promise((resolve) => {
    const done = (): void => {
      stream.destroy();
      resolve(Buffer.concat(parts).subarray(0, 512));
    };
    source.on('data', (part: Buffer) => {
      parts.push(part);
      done();
    });
    source.on('error', done);
    source.on('end', done);
    stream.on('error', done);
  });
}

/** IDX: two zeros, a type, the number of dimensions, then each as a big-endian 32-bit number. */
function idxCount(bytes: Buffer): number | undefined {
  return bytes.length >= 8 && bytes.readUInt16BE(0) === 0 ? bytes.readUInt32BE(4) : undefined;
}

/** NPY: a header that is a Python dictionary with the shape in it. */
function npyCount(bytes: Buffer): number | undefined {
  const [, first] = /'shape':\s*\((\d+)/.exec(bytes.toString('latin1')) ?? [];
  return first === undefined ? undefined : Number(first);
}

/** Lines below the header. */
function countLines(path: string): number | undefined {
  let file;
  try {
    file = openSync(path, 'r');
    const buffer = Buffer.alloc(1 << 20);
    let lines = 0;
    let last = 10;
    for (;;) {
      const length = readSync(file, buffer);
      if (length === 0) break;
      for (let i = 0; i < length; i++) if (buffer[i] === 10) lines++;
      last = buffer[length - 1] ?? 10;
    }
    return lines + (last === 10 ? 0 : 1) - 1;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
