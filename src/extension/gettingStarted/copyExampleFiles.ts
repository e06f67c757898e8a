import { constants, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { asRunFolderError, isSystemError } from '../../runs/runFolderError';

/** One that has something to find, and the one that it can become; on the bundled digits. */
const examples = ['weight-decay-too-high.fit.yaml', 'digits.fit.yaml'];

export interface CopiedExample {
  /** Absolute path of the config to begin with. */
  readonly toOpen: string;
  /** Names of the files that were not there before. */
  readonly copied: readonly string[];
}

/**
 * Copies the example configs into a folder, made when it is not there. A file of that name that is
 * there already stays as it is. Throws `RunFolderError` when the folder cannot be written.
 */
export function copyExampleFiles(examplesFolder: string, target: string): CopiedExample {
  const present = examples.filter((name) => existsSync(join(examplesFolder, name)));
  const [first] = present;
  if (first === undefined) throw new Error(`There are no examples in ${examplesFolder}.`);
  try {
    mkdirSync(target, { recursive: true });
    const copied = present.filter((name) =>
      copyNew(join(examplesFolder, name), join(target, name)),
    );
    return { toOpen: join(target, first), copied };
  } catch (error) {
    throw asRunFolderError(error, join(target, first));
  }
}

function copyNew(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') return false;
    throw error;
  }
}
