import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord, Trainer } from '../protocol/runRecord';
import type { Settings } from '../protocol/settings';
import { makeFolder } from './makeFolder';
import { asRunFolderError, isSystemError } from './runFolderError';
import { runsFolder } from './runFolder';
import { makeRunId } from './runId';
import { writeRunRecord } from './runRecordFile';
import { describeTrainer } from './trainerProcess';

export interface NewRun {
  readonly name: string;
  /** Absolute path of the config. */
  readonly configPath: string;
  readonly configText: string;
  /** Checked, with overrides applied and paths absolute. */
  readonly settings: Settings;
  readonly overrides?: RunRecord['overrides'];
  readonly versions?: RunRecord['versions'];
  readonly trainer?: Trainer;
  readonly sweep?: NonNullable<RunRecord['sweep']>;
  readonly purpose?: NonNullable<RunRecord['purpose']>;
  /** The run whose advice this one follows. */
  readonly follows?: NonNullable<RunRecord['follows']>;
}

export interface RunFolder {
  readonly id: string;
  readonly folder: string;
  readonly record: RunRecord;
}

const attempts = 100;

/**
 * Makes the folder of a new run below `outFolder/runs`: the config's text as it was and `run.json`
 * with outcome `running`. Until the trainer has put itself in, the creating process stands in its
 * place, so that a run whose starter was killed is seen as crashed. Throws `RunFolderError`.
 */
export async function createRun(
  outFolder: string,
  run: NewRun,
  makeId: typeof makeRunId = makeRunId,
): Promise<RunFolder> {
  const created = new Date();
  const { id, folder } = makeOwnFolder(runsFolder(outFolder), () => makeId(run.name, created));
  const configFile = copyName(run.configPath);
  const record: RunRecord = {
    formatVersion: 1,
    id,
    name: run.name,
    configPath: run.configPath,
    configFile,
    settings: run.settings,
    overrides: run.overrides ?? {},
    seed: run.settings.training.seed,
    trainer: run.trainer ?? describeTrainer('core'),
    versions: run.versions ?? {},
    created: created.toISOString(),
    outcome: 'running',
    ...(run.sweep && { sweep: run.sweep }),
    ...(run.purpose && { purpose: run.purpose }),
    ...(run.follows && { follows: run.follows }),
  };
  try {
    writeFileSync(join(folder, configFile), run.configText);
    writeRunRecord(folder, record);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw asRunFolderError(error, join(folder, configFile));
  }
  return { id, folder, record };
}

/** mkdir is the lock: it fails for all but one of those who ask for the same name. */
function makeOwnFolder(parent: string, makeId: () => string): { id: string; folder: string } {
  makeFolder(parent);
  for (let attempt = 1; ; attempt++) {
    const id = makeId();
    const folder = join(parent, id);
    try {
      mkdirSync(folder);
      return { id, folder };
    } catch (error) {
      const taken = isSystemError(error) && error.code === 'EEXIST';
      if (!taken || attempt === attempts) throw asRunFolderError(error, parent);
    }
  }
}

function copyName(configPath: string): string {
  const ending = /\.(ya?ml|jsonc?)$/i.exec(configPath)?.[1]?.toLowerCase();
  return `config.${ending ?? 'txt'}`;
}
