import { resolve } from 'node:path';
import { findRun } from '../runs/findRun';
import { RunFolderError } from '../runs/runFolderError';
import type { CliContext } from './context';
import { RequestError } from './requestError';

/** The folder of a run named by id or folder. Throws `RequestError` when there is none. */
export function locateRun(
  run: string,
  out: string,
  { workingFolder }: Pick<CliContext, 'workingFolder'>,
): string {
  try {
    return findRun(run, resolve(workingFolder, out), workingFolder);
  } catch (error) {
    if (error instanceof RunFolderError) throw new RequestError(error.message);
    throw error;
  }
}
