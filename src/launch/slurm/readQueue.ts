import { explainCommand } from './slurmError';
import type { RunCommand } from './runCommand';

/** What squeue says of a task: `PENDING` and why, `RUNNING`, or for some minutes how it ended. */
export interface QueuedTask {
  readonly state: string;
  /** `None` where there is none. */
  readonly reason: string;
}

/** By `<job of the array>_<task>`, as Slurm names tasks. A task long over is not listed. */
export type Queue = ReadonlyMap<string, QueuedTask>;

const format = '%F|%K|%T|%r';

/** Asks squeue for all tasks of job arrays, in one call. Throws `SlurmError`. */
export async function readQueue(jobs: readonly string[], run: RunCommand): Promise<Queue> {
  if (jobs.length === 0) return new Map();
  const ending = await run('squeue', [...common, `--jobs=${jobs.join(',')}`]);
  // It says so of a single job that is long over; of several it lists those that it knows.
  if (/Invalid job id specified/i.test(ending.stderr)) return new Map();
  if (ending.code !== 0) throw explainCommand(ending);
  return parseQueue(ending.stdout);
}

/** Finds a job array by its name; undefined where Slurm knows none. Throws `SlurmError`. */
export async function findJob(name: string, run: RunCommand): Promise<string | undefined> {
  const ending = await run('squeue', [...common, `--name=${name}`]);
  if (ending.code !== 0) throw explainCommand(ending);
  const [task] = parseQueue(ending.stdout).keys();
  return task?.split('_')[0];
}

const common = ['--noheader', '--array', '--states=all', `--format=${format}`];

/** Lines of squeue in the format above; lines of jobs that are no arrays are passed over. */
export function parseQueue(text: string): Queue {
  const tasks = new Map<string, QueuedTask>();
  for (const line of text.split('\n')) {
    // A reason may hold anything: `ReqNodeNotAvail, UnavailableNodes:n[1-3]`.
    const [, job, task, state, reason] = /^\s*(\d+)\|(\d+)\|(\w+)\|(.*?)\s*$/.exec(line) ?? [];
    if (job === undefined || task === undefined || state === undefined) continue;
    tasks.set(`${job}_${task}`, { state, reason: reason ?? '' });
  }
  return tasks;
}
