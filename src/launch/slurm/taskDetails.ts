import type { RunCommand } from './runCommand';

/** What Slurm knows of a task that is over, for some minutes. */
export interface TaskDetails {
  /** `job_task`. */
  readonly name: string;
  /** `TIMEOUT`, `FAILED`...; undefined when Slurm knows it no more. */
  readonly state?: string;
  readonly exitCode?: number;
  /** Number of the signal that ended it; 0 for none. */
  readonly signal?: number;
  readonly node?: string;
  readonly timeLimit?: string;
}

/** Asks scontrol, which works where accounting is off. What it does not know is left out. */
export async function readTaskDetails(name: string, run: RunCommand): Promise<TaskDetails> {
  const { code, stdout } = await run('scontrol', ['show', 'job', '--oneliner', name]);
  return { name, ...(code === 0 && parseTaskDetails(stdout)) };
}

/** One line of `scontrol show job --oneliner`: words `Name=value`, values that may hold blanks. */
export function parseTaskDetails(text: string): Omit<TaskDetails, 'name'> {
  const field = (name: string) => new RegExp(`(?:^|\\s)${name}=(\\S+)`).exec(text)?.[1];
  const state = field('JobState');
  const [exitCode, signal] = field('ExitCode')?.split(':').map(Number) ?? [];
  const node = field('BatchHost') ?? field('NodeList');
  const timeLimit = field('TimeLimit');
  return {
    ...(state !== undefined && { state }),
    ...(exitCode !== undefined && Number.isInteger(exitCode) && { exitCode }),
    ...(signal !== undefined && Number.isInteger(signal) && { signal }),
    ...(node !== undefined && node !== '(null)' && { node }),
    ...(timeLimit !== undefined && { timeLimit }),
  };
}
