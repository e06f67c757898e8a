import { findRun } from '../runs/findRun';
import { RunFolderError } from '../runs/runFolderError';
import type { CliContext } from './context';
import { outFolder } from './outFolder';
import { RequestError } from './requestError';

/** The folder of a run named by id or folder. Throws `RequestError` when there is none. */
export function locateRun(
  run: string,
  out: string,
  context: Pick<CliContext, 'workingFolder'>,
): string {
  try {
    return findRun(run, outFolder(out, context), context.workingFolder);
  } catch (error) {
    if (error instanceof RunFolderError) throw new RequestError(error.message);
    throw error;
  }
}
