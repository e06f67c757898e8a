import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { asRunFolderError, isSystemError } from './runFolderError';
import { sweepsFolder } from './sweepPaths';

/** Folders of the sweeps below an out folder; none when there is no such folder. Throws `RunFolderError`. */
export function sweepFolders(outFolder: string): readonly string[] {
  const parent = sweepsFolder(outFolder);
  try {
    return readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(parent, name));
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return [];
    throw asRunFolderError(error, parent);
  }
}
