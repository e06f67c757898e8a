import { endOrphans } from '../launch/endOrphans';
import type { Executor } from '../launch/executor';
import { trialFolder, type TrialLaunch } from '../launch/trialLaunch';
import type { Trial } from '../sweep/trial';
import { viewsIn } from './prepareSweep';

/**
 * The trials of an earlier time, with those that still train followed where they are. The processes
 * of the other lost ones are ended: they are started again. Throws `SlurmError` and `RunFolderError`.
 */
export async function takeUpTrials(
  known: readonly Trial[],
  { launch, executor, out }: { launch: TrialLaunch; executor: Executor; out: string },
): Promise<readonly Trial[]> {
  const viewOf = viewsIn(out);
  const isThere = (run: string | null) => run !== null && viewOf(run) !== undefined;
  if (known.length > 0) await executor.recover?.();
  const trials = known.map((trial): Trial => {
    const { number, run, state } = trial;
    const adopted =
      state === 'lost' && run !== null && isThere(run) ? launch.adopt(number, run) : undefined;
    return adopted ? { ...trial, state: 'running', ...adopted } : trial;
  });
  const orphans = trials.flatMap(({ state, run }) =>
    state === 'lost' && run !== null && isThere(run) ? [trialFolder(out, run)] : [],
  );
  await endOrphans(orphans);
  return trials;
}
