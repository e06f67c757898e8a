import type { SlurmSettings } from '../../protocol/slurmSettings';

export interface ArrayRequest {
  readonly settings: SlurmSettings;
  readonly name: string;
  /** Number of tasks. */
  readonly tasks: number;
  /** Most tasks at a time. */
  readonly atOnce: number;
  /** The script and what it is given. */
  readonly script: readonly [string, ...string[]];
}

/** Arguments of sbatch for a job array, one task a trial; each value is an argument of its own. */
export function sbatchArguments({ settings, name, tasks, atOnce, script }: ArrayRequest): string[] {
  const { partition, time, cpus = 1, memory, gres } = settings;
  return [
    '--parsable',
    `--array=0-${tasks - 1}%${atOnce}`,
    `--job-name=${name}`,
    // What a task says goes into its run folder; beside it there would be one more file a trial.
    '--output=/dev/null',
    '--error=/dev/null',
    '--requeue',
    '--ntasks=1',
    `--cpus-per-task=${cpus}`,
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    ...(time === undefined ? [] : [`--time=${time}`]),
    ...(memory === undefined ? [] : [`--mem=${memory}`]),
    ...(gres === undefined ? [] : [`--gres=${gres}`]),
    ...script,
  ];
}
