import { availableParallelism } from 'node:os';

/**
 * Threads of a run that has the machine to itself: all cores less one, for the editor. A sweep
 * gives each of its processes one (measured as the fastest way to train many).
 */
export function defaultThreads(): number {
  return Math.max(1, availableParallelism() - 1);
}
