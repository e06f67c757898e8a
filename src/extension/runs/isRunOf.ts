import { basename, dirname, join } from 'node:path';
import type { RunSummary } from '../../runs/listRuns';

/**
 * Where a run's config may be now, the likeliest first: where it was when the run started, or, where
 * a project was moved or copied with its runs, beside them (`DIR/config` for `DIR/.fitscope/runs/ID`).
 */
export function configPathsOf({
  configPath,
  folder,
}: Pick<RunSummary, 'configPath' | 'folder'>): readonly string[] {
  return [configPath, join(dirname(dirname(dirname(folder))), basename(configPath))];
}

export function isRunOf(run: Pick<RunSummary, 'configPath' | 'folder'>, config: string): boolean {
  return configPathsOf(run).some((path) => normal(path) === normal(config));
}

/** Windows names the same file in several ways; editors and shells differ in the drive's letter. */
function normal(path: string): string {
  return process.platform === 'win32' ? path.toLowerCase() : path;
}

/** Whether a run trains its config as it is: no trial of a sweep and no test. */
export function isPlainRun({ sweep, purpose }: Pick<RunSummary, 'sweep' | 'purpose'>): boolean {
  return sweep === undefined && purpose === undefined;
}
