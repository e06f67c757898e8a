import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { advisedChanges } from '../config/edit/advisedChanges';
import { languageOf } from '../config/configLanguage';
import type { Diagnosis } from '../protocol/finding';
import type { RunView } from '../protocol/runView';
import { asRunFolderError } from '../runs/runFolderError';
import { writeReport } from '../runs/writeReport';
import type { CliContext } from './context';

/** Writes a run's HTML report from its folder. Throws `RunFolderError`. */
export function writeReportFile(
  file: string,
  run: { readonly folder: string; readonly view: RunView; readonly diagnosis: Diagnosis },
  context: CliContext,
): void {
  const { configFile } = run.view.record;
  const configText = readCopy(join(run.folder, configFile));
  const language = languageOf(configFile) ?? 'yaml';
  const changes = advisedChanges(configText, language, run.diagnosis);
  const { view, diagnosis } = run;
  writeReport(file, { view, diagnosis, configText, language, changes }, context.reportScriptPath);
}

function readCopy(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw asRunFolderError(error, path);
  }
}
