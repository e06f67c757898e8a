import { freeMemory } from './freeMemory';
import type { ExecuteOptions, Execution, Executor } from './executor';
import { trainRun } from './trainRun';

/** What a trial may take before any was seen to take more, bytes. */
const usualTrial = 300e6;

/**
 * A pool of core processes on this machine: each trains one trial in one thread (measured as the
 * fastest way to train many), and never more than `workers` are at work. While the machine is short
 * of memory no further one is started beside those that are.
 */
export class LocalExecutor implements Executor {
  readonly lookEvery = 15;
  readonly outlives = false;

  constructor(
    private readonly corePath: string,
    private readonly workers: number,
    private readonly free: () => number = freeMemory,
  ) {}

  hasRoom(atWork: number): boolean {
    return atWork < this.workers && (atWork === 0 || this.free() > usualTrial);
  }

  start(folder: string, { holdAfter, dataCache }: ExecuteOptions): Execution {
    const further = [
      ...(holdAfter === undefined ? [] : ['--hold-after', String(holdAfter)]),
      ...(dataCache === undefined ? [] : ['--data-cache', dataCache]),
    ];
    return trainRun(this.corePath, folder, { threads: 1, further });
  }
}
