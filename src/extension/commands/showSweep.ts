import { sweepIdOf } from '../views/treeIds';
import type { CommandParts } from './commandParts';

/** Opens the sweep view; with the sweep or range test that is named, else the newest. */
export function showSweep({ sweepPanel }: CommandParts, argument: unknown): void {
  const id = typeof argument === 'string' ? (sweepIdOf(argument) ?? argument) : undefined;
  sweepPanel.show(id);
}
