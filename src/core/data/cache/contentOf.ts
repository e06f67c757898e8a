import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DatasetSource } from '../../../protocol/settings';
import { sourceFiles } from '../sourceFiles';

/**
 * A hash of each file of a source; for made data there is none, their settings say all. A file that
 * is not there is no matter here: reading it will say so.
 */
export async function contentOf(
  source: DatasetSource,
  cacheFolder: string,
  bundledFolder: string,
): Promise<readonly string[]> {
  const hashes = filesOf(source, bundledFolder).map((file) => hashOf(file, cacheFolder));
  return Promise.all(hashes);
}

function filesOf(source: DatasetSource, bundledFolder: string): readonly string[] {
  if (source.kind !== 'bundled') return sourceFiles(source);
  return readdirSync(bundledFolder)
    .filter((file) => file.startsWith(source.name))
    .map((file) => join(bundledFolder, file));
}

/** A file younger than this may still change without another time of change, milliseconds. */
const settled = 2000;

/** Large files are hashed once and then known by size, time and place, as version control does. */
async function hashOf(file: string, cacheFolder: string): Promise<string> {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return 'none';
  const { ino, size, mtimeMs } = stat;
  const identity = createHash('sha1').update(`${file}:${ino}:${size}:${mtimeMs}`).digest('hex');
  const note = join(cacheFolder, `${identity}.hash`);
  try {
    return readFileSync(note, 'utf8');
  } catch {
    // Not hashed yet.
  }
  const hash = createHash('sha1');
  const hashed = await pipeline(createReadStream(file), hash).then(
    () => hash.digest('hex'),
    () => 'unreadable',
  );
  if (hashed !== 'unreadable' && Date.now() - mtimeMs > settled)
    keepNote(cacheFolder, note, hashed);
  return hashed;
}

function keepNote(folder: string, note: string, hash: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(note, hash);
  } catch {
    // It is hashed again next time.
  }
}
