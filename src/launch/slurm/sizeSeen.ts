import { closeSync, fstatSync, openSync } from 'node:fs';

/**
 * Bytes of a file that another machine writes; 0 when there is none. It is opened for that: NFS asks
 * its server when a file is opened, and answers `stat` from a cache that may be a minute old.
 */
export function sizeSeen(path: string): number {
  try {
    const file = openSync(path, 'r');
    try {
      return fstatSync(file).size;
    } finally {
      closeSync(file);
    }
  } catch {
    return 0;
  }
}
