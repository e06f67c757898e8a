import { diskStore } from './diskStore';
import { systemClock } from './clock';
import { RunShelf, type ShelfListener } from './runShelf';

/** The shelf over the disk; imported when it is needed, for it brings the schemas along. */
export function openShelf(
  listener: ShelfListener,
  mayWrite: () => boolean,
  trials: () => ReadonlySet<string>,
): RunShelf {
  return new RunShelf(diskStore(mayWrite), listener, systemClock, trials);
}
