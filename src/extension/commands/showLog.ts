import type { CommandParts } from './commandParts';

export function showLog({ log }: CommandParts): void {
  log.show();
}
