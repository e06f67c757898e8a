import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { noiseName } from './taskScript';

/** What a task said last; the file goes when that is nothing. */
export function lastWordsIn(folder: string): string | undefined {
  const path = join(folder, noiseName);
  try {
    if (statSync(path, { throwIfNoEntry: false })?.size === 0) rmSync(path, { force: true });
    const lines = readFileSync(path, 'utf8').split(/\r?\n/);
    return lines.findLast((line) => line.trim() !== '');
  } catch {
    // None was made, or the run folder was taken away.
    return undefined;
  }
}
