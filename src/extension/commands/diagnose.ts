import type { CommandParts } from './commandParts';
import { configArgument } from './configArgument';
import { startAndShow } from './startAndShow';

/** Trains a config and shows it; gives the run's id. */
export async function diagnose(
  parts: CommandParts,
  argument: unknown,
): Promise<string | undefined> {
  const config = await configArgument(argument, parts);
  return config && startAndShow(parts, { config });
}
