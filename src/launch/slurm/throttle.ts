import type { RunCommand } from './runCommand';
import type { SlurmTask } from './slurmTask';

/**
 * Keeps the tasks that train at a time to a limit over several arrays: Slurm limits each array by
 * itself, and a new one begins while the last tasks of another still train.
 */
export class Throttle {
  /** Limits of the arrays with tasks that wait, by job. */
  private readonly limits = new Map<string, number>();

  constructor(
    private readonly atOnce: number,
    private readonly run: RunCommand,
  ) {}

  /** What a new array may have beside the tasks that there are. */
  free(tasks: readonly SlurmTask[]): number {
    return Math.max(1, this.atOnce - tasks.length);
  }

  /** Notes the limit that an array was submitted with. */
  set(job: string, limit: number): void {
    this.limits.set(job, limit);
  }

  /** Raises the limits of arrays when others have become smaller. */
  async adjust(tasks: readonly SlurmTask[]): Promise<void> {
    for (const [job, limit] of this.limits) {
      const own = tasks.filter(({ name }) => name?.startsWith(`${job}_`));
      if (!own.some(({ place }) => place === 'waits')) {
        this.limits.delete(job);
        continue;
      }
      const free = this.free(tasks.filter((task) => !own.includes(task)));
      if (free <= limit) continue;
      const { code } = await this.run('scontrol', [
        'update',
        `JobId=${job}`,
        `ArrayTaskThrottle=${free}`,
      ]);
      if (code === 0) this.limits.set(job, free);
    }
  }
}
