import { freeMemory } from './freeMemory';
import type { ExecuteOptions, Execution, Executor } from './executor';
import { watchTraining } from './trainRun';
import { CorePool } from './corePool';

/** What a trial may take before any was seen to take more, bytes. */
const usualTrial = 300e6;

/**
 * A pool of core processes on this machine: each trains one trial after another in one thread
 * (measured as the fastest way to train many), and never more than `workers` are at work. While the machine is short
 * of memory no further one is started beside those that are.
 */
export class LocalExecutor implements Executor {
  readonly lookEvery = 15;
  readonly outlives = false;

  private readonly pool: CorePool;

  constructor(
    corePath: string,
    private readonly workers: number,
    private readonly free: () => number = freeMemory,
  ) {
    this.pool = new CorePool(corePath);
  }

  hasRoom(atWork: number): boolean {
    return atWork < this.workers && (atWork === 0 || this.free() > usualTrial);
  }

  start(folder: string, { holdAfter, dataCache }: ExecuteOptions): Execution {
    const further = [
      ...(holdAfter === undefined ? [] : ['--hold-after', String(holdAfter)]),
      ...(dataCache === undefined ? [] : ['--data-cache', dataCache]),
    ];
    return watchTraining(folder, this.pool.train([folder, '--threads', '1', ...further]));
  }

  close(): void {
    this.pool.close();
  }
}
