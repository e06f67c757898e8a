import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { asRunFolderError, isSystemError } from './runFolderError';

/**
 * Makes a folder and those above it that are missing. Node's own `recursive` says ENOENT on a
 * read-only file system; this says what is the matter. Throws `RunFolderError`.
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const code = isSystemError(error) ? error.code : '';
    if (isFolder(path)) return;
    const parent = dirname(path);
    // In /proc a folder that is there refuses with ENOENT too.
    if (code !== 'ENOENT' || isFolder(parent)) throw asRunFolderError(error, path);
    makeFolder(parent);
    makeFolder(path);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
