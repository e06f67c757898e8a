import { systemClock } from '../runs/clock';
import { SweepShelf, type SweepListener } from './sweepShelf';

/** The shelf over the disk; imported when it is needed, for it brings the schemas along. */
export function openSweepShelf(listener: SweepListener): SweepShelf {
  return new SweepShelf(listener, systemClock);
}
