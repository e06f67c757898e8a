import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SweepRecord } from '../protocol/sweep';
import { makeFolder } from './makeFolder';
import { asRunFolderError, isSystemError, RunFolderError } from './runFolderError';
import { makeRunId } from './runId';
import { sweepsFolder } from './sweepPaths';
import { readSweepRecord, writeSweepRecord } from './sweepRecordFile';
import { describeTrainer } from './trainerProcess';

export interface SweepFolder {
  readonly folder: string;
  readonly record: SweepRecord;
}

export type NewSweep = Pick<
  SweepRecord,
  'name' | 'configPath' | 'overrides' | 'plan' | 'versions'
> &
  Partial<Pick<SweepRecord, 'scan' | 'driver'>> & { readonly configText: string };

/**
 * Makes the folder of a new sweep below `outFolder/sweeps`, driven by this process where nobody else
 * is named. Throws `RunFolderError`.
 */
export function createSweep(outFolder: string, sweep: NewSweep): SweepFolder {
  const { configText, ...given } = sweep;
  const created = new Date();
  const ending = /\.(ya?ml|jsonc?)$/i.exec(sweep.configPath)?.[1]?.toLowerCase() ?? 'txt';
  const parent = sweepsFolder(outFolder);
  const id = makeRunId(sweep.name, created);
  const folder = join(parent, id);
  const record: SweepRecord = {
    formatVersion: 1,
    id,
    driver: describeTrainer('external'),
    ...given,
    configFile: `config.${ending}`,
    created: created.toISOString(),
    outcome: 'running',
  };
  makeFolder(parent);
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, record.configFile), configText);
  } catch (error) {
    throw asRunFolderError(error, folder);
  }
  writeSweepRecord(folder, record);
  return { folder, record };
}

/** A sweep named by its id or its folder. Throws `RunFolderError` with ids to try. */
export function findSweep(
  idOrFolder: string,
  outFolder: string,
  workingFolder: string,
): SweepFolder {
  const parent = sweepsFolder(outFolder);
  for (const folder of [join(parent, idOrFolder), resolve(workingFolder, idOrFolder)]) {
    try {
      return { folder, record: readSweepRecord(folder) };
    } catch (error) {
      if (!(error instanceof RunFolderError) || error.code === 'FORMAT') throw error;
    }
  }
  const known = names(parent).sort().slice(-3).reverse();
  const says =
    known.length > 0
      ? `The newest there are ${known.join(', ')}.`
      : 'There are no sweeps there; --out names another folder.';
  throw new RunFolderError(
    `There is no sweep "${idOrFolder}", neither a folder with a sweep.json nor an id in ${parent}. ${says}`,
    'ENOENT',
    idOrFolder,
  );
}

/** The config's text as it was when the sweep began. Throws `RunFolderError`. */
export function readSweepConfig({ folder, record }: SweepFolder): string {
  const path = join(folder, record.configFile);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw asRunFolderError(error, path);
  }
}

function names(parent: string): string[] {
  try {
    return readdirSync(parent);
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}
