import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LoadedRun } from '../runs/runLibrary';

/** Path of a run's config: where it was, or beside the runs where a project was moved with them. */
export function configFileOf({ folder, view }: Pick<LoadedRun, 'folder' | 'view'>): string {
  const { configPath } = view.record;
  const beside = join(dirname(dirname(dirname(folder))), basename(configPath));
  return !existsSync(configPath) && existsSync(beside) ? beside : configPath;
}
