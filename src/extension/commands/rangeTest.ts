import type { CommandParts } from './commandParts';
import { configArgument } from './configArgument';

/** Starts a learning-rate range test and shows its figure; gives the id of its run. */
export async function rangeTest(
  parts: CommandParts,
  argument: unknown,
): Promise<string | undefined> {
  const config = await configArgument(argument, parts, 'Range Test of a Config');
  if (!config) return undefined;
  const { runs, sweepPanel } = parts;
  const id = await runs.testRange(config, (longer) => sweepPanel.show(longer));
  sweepPanel.show(id);
  return id;
}
