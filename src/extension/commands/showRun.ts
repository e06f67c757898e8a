import type { CommandParts } from './commandParts';
import { runArgument } from './runArgument';

export async function showRun(parts: CommandParts, argument: unknown): Promise<void> {
  const id = await runArgument(argument, 'Open a Run', parts);
  if (id !== undefined) parts.panel.show(id);
}
