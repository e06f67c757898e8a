import { dirname, join } from 'node:path';
import { runsFolder } from './runFolder';

/** The folder of a trial's run: `OUT/runs/RUN` beside `OUT/sweeps/ID`. */
export function runFolderOfTrial(sweepFolder: string, run: string): string {
  return join(runsFolder(dirname(dirname(sweepFolder))), run);
}
