import type { CommandParts } from './commandParts';

export function showPanel({ panel }: CommandParts): void {
  panel.show();
}
