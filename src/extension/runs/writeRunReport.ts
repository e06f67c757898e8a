import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageOf } from '../../config/configLanguage';
import { advisedChanges } from '../../config/edit/advisedChanges';
import { asRunFolderError } from '../../runs/runFolderError';
import { writeReport } from '../../runs/writeReport';
import type { LoadedRun } from './runLibrary';

/** Writes a run's HTML report. Throws `RunFolderError`. */
export function writeRunReport(file: string, run: LoadedRun, scriptPath: string): void {
  const { folder, view, diagnosis } = run;
  const { configFile } = view.record;
  const configText = readCopy(join(folder, configFile));
  const language = languageOf(configFile) ?? 'yaml';
  const changes = advisedChanges(configText, language, diagnosis);
  writeReport(file, { view, diagnosis, configText, language, changes }, scriptPath);
}

function readCopy(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw asRunFolderError(error, path);
  }
}
