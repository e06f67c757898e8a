import { setTimeout as pause } from 'node:timers/promises';
import { explainCommand, SlurmError } from './slurmError';
import { findJob } from './readQueue';
import type { RunCommand } from './runCommand';
import { sbatchArguments, type ArrayRequest } from './sbatchArguments';

export interface Persistence {
  /** Between two tries, milliseconds. */
  readonly every: number;
  /** Tries of a controller that is silent, and of one that refuses what it took before. */
  readonly tries: { readonly silent: number; readonly refused: number; readonly missing: number };
  /** Called once, when it begins to try again. */
  readonly onTrouble: (error: SlurmError) => void;
}

/**
 * Submits a job array and gives its job's id. While the controller is silent it tries again, and for
 * a while where it refuses: one that was just restarted does not know its nodes yet. An answer that
 * did not come may mean that the array was taken all the same, so the queue is asked for its name
 * first. Throws `SlurmError`.
 */
export async function submitArray(
  request: ArrayRequest,
  run: RunCommand,
  { every, tries, onTrouble }: Persistence,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      const known = attempt === 1 ? undefined : await findJob(request.name, run);
      return known ?? (await submit(request, run));
    } catch (error) {
      if (!(error instanceof SlurmError)) throw error;
      if (attempt >= tries[error.kind]) throw await withPartitions(error, request, run);
      if (attempt === 1) onTrouble(error);
      await pause(every);
    }
  }
}

/** Asks Slurm whether it would take such an array, and submits nothing. Throws `SlurmError`. */
export async function testArray(request: ArrayRequest, run: RunCommand): Promise<void> {
  const ending = await run('sbatch', ['--test-only', ...sbatchArguments(request)]);
  if (ending.code !== 0) throw await withPartitions(explainCommand(ending), request, run);
}

async function submit(request: ArrayRequest, run: RunCommand): Promise<string> {
  const ending = await run('sbatch', sbatchArguments(request));
  if (ending.code !== 0) throw explainCommand(ending);
  // `17`, or `17;cluster` in a federation.
  const [, job] = /^(\d+)(;\S+)?$/m.exec(ending.stdout.trim()) ?? [];
  if (job !== undefined) return job;
  throw new SlurmError(`sbatch was to answer a job's id and said: ${ending.stdout}`, 'refused');
}

/** A partition that is not there is a slip of the pen: the ones there are belong beside it. */
async function withPartitions(
  error: unknown,
  { settings: { partition } }: ArrayRequest,
  run: RunCommand,
): Promise<unknown> {
  if (!(error instanceof SlurmError) || partition === undefined) return error;
  if (!/invalid partition/i.test(error.message)) return error;
  const { code, stdout } = await run('sinfo', ['--noheader', '--format=%R']);
  const names = [...new Set(stdout.split('\n').filter((name) => name !== ''))];
  const known = code === 0 && names.length > 0 ? ` It has ${names.join(', ')}.` : '';
  return new SlurmError(`Slurm has no partition ${partition}.${known}`, 'refused');
}
