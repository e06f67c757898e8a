import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listRuns } from './listRuns';
import { runPaths, runsFolder } from './runFolder';
import { RunFolderError } from './runFolderError';

/** The folder of a run named by its id or by its folder. Throws `RunFolderError` with ids to try. */
export function findRun(
  idOrFolder: string,
  outFolder: string,
  workingFolder = process.cwd(),
): string {
  const candidates = [resolve(workingFolder, idOrFolder), join(runsFolder(outFolder), idOrFolder)];
  const folder = candidates.find((candidate) => existsSync(runPaths(candidate).record));
  if (folder !== undefined) return folder;
  const known = listRuns(outFolder)
    .runs.slice(0, 3)
    .map((run) => run.id);
  const says =
    known.length > 0
      ? `The newest there are ${known.join(', ')}.`
      : 'There are no runs there; --out names another folder.';
  throw new RunFolderError(
    `There is no run "${idOrFolder}", neither a folder with a run.json nor an id in ${runsFolder(outFolder)}. ${says}`,
    'ENOENT',
    idOrFolder,
  );
}
