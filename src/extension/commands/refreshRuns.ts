import type { CommandParts } from './commandParts';

export function refreshRuns({ runs }: CommandParts): Promise<void> {
  return runs.refresh();
}
