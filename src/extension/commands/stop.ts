import type { CommandParts } from './commandParts';
import { chooseRun } from './runArgument';

/** Stops the run named, else the live one, else one asked for. */
export async function stop({ runs }: CommandParts, argument: unknown): Promise<void> {
  const live = new Set(runs.live().map((run) => run.id));
  const choices = runs.list().filter((run) => live.has(run.id));
  const id = typeof argument === 'string' ? argument : await chooseRun('Stop a Run', choices);
  if (id !== undefined) runs.stop(id);
}
