import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * The file that a package is loaded from, as seen from the first of these folders that has it in a
 * `node_modules` of its own or of a folder above; undefined where none has.
 */
export function findPackage(name: string, folders: readonly string[]): string | undefined {
  for (const folder of folders)
    try {
      return createRequire(join(folder, 'any.js')).resolve(name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  return undefined;
}
