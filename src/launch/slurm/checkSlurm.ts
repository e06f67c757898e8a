import type { SlurmSettings } from '../../protocol/slurmSettings';
import { runCommand, type RunCommand } from './runCommand';
import { testArray } from './submitArray';

/** Most trials in the queue at a time where nobody says otherwise. */
const usualQueue = 1000;

/**
 * Whether Slurm would take the trials of a sweep, asked before a folder is made; gives the most
 * tasks that an array may have. Throws `SlurmError`.
 */
export async function checkSlurm(
  settings: SlurmSettings,
  run: RunCommand = runCommand,
): Promise<{ readonly queued: number }> {
  // sbatch wants a script to look at; this one is no more than its first line.
  const script = ['--wrap=:'] as const;
  await testArray(
    { settings, name: 'fitscope-test', tasks: 1, atOnce: 1, script: [...script] },
    run,
  );
  const { code, stdout } = await run('scontrol', ['show', 'config']);
  const [, limit] = (code === 0 ? /^MaxArraySize\s*=\s*(\d+)/m.exec(stdout) : null) ?? [];
  // The largest index is one less.
  const most = limit === undefined ? usualQueue : Math.max(1, Number(limit) - 1);
  return { queued: Math.min(settings.queued ?? usualQueue, most) };
}
