import type { LaunchedCore } from './launchCore';
import { PooledCore } from './pooledCore';

/** Runs that one process trains at most, lest something in it grow without end. */
const mostRuns = 200;

/**
 * Core processes that train one run after another. A process that dies ends its own run and no other;
 * the next run gets a new one.
 */
export class CorePool {
  private readonly idle: PooledCore[] = [];
  private closed = false;

  constructor(private readonly corePath: string) {}

  /** Trains with the arguments of the core's `train`; looks like a process of its own. */
  train(args: readonly string[]): LaunchedCore {
    const core = this.takeIdle() ?? new PooledCore(this.corePath);
    const run = core.train(args);
    void run.ended.then(() => {
      if (this.closed || !core.isIdle || core.runs >= mostRuns) core.end();
      else this.idle.push(core);
    });
    return run;
  }

  /** Ends the processes that train nothing, and the others once they do. */
  close(): void {
    this.closed = true;
    for (const core of this.idle.splice(0)) core.end();
  }

  private takeIdle(): PooledCore | undefined {
    for (;;) {
      const core = this.idle.pop();
      if (!core || core.isIdle) return core;
    }
  }
}
