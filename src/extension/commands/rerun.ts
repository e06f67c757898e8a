import { existsSync } from 'node:fs';
import { Uri } from 'vscode';
import { CannotStart } from '../runs/cannotStart';
import { configPathsOf } from '../runs/isRunOf';
import type { CommandParts } from './commandParts';
import { startAndShow } from './startAndShow';

/** Trains a run's config again, as it is now; of the newest run when none is named. */
export async function rerun(parts: CommandParts, argument: unknown): Promise<string> {
  const runs = parts.runs.list();
  const id = typeof argument === 'string' ? argument : (parts.view.selected ?? runs[0]?.id);
  const run = runs.find((candidate) => candidate.id === id);
  if (!run) throw new CannotStart('There is no run yet that could be run again.');
  const config = configPathsOf(run).find((path) => existsSync(path));
  if (config === undefined) {
    throw new CannotStart(`The config of ${run.name} is gone: ${run.configPath}`);
  }
  return startAndShow(parts, { config: Uri.file(config) });
}
