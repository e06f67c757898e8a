import type { LoadedRun } from './runLibrary';

const kept = 8;

/** The ended runs that were asked for last, for those who ask again: reading one takes a while. */
export class RecentRuns {
  private readonly runs = new Map<string, LoadedRun>();

  get(id: string): LoadedRun | undefined {
    const run = this.runs.get(id);
    if (run) this.add(run);
    return run;
  }

  add(run: LoadedRun): void {
    this.runs.delete(run.id);
    this.runs.set(run.id, run);
    const [oldest] = this.runs.keys();
    if (this.runs.size > kept && oldest !== undefined) this.runs.delete(oldest);
  }

  forget(id: string): void {
    this.runs.delete(id);
  }
}
