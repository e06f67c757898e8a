import { setTimeout as pause } from 'node:timers/promises';
import type { SweepPlan } from '../../protocol/sweep';
import { requestOfSweep, requestPlan } from '../../runs/sweepControl';
import { readSweepRecord, updateSweepRecord } from '../../runs/sweepRecordFile';
import { isProcessOf } from '../../runs/trainerProcess';
import { isDriven } from './isDriven';
import type { LoadedSweep } from './sweepLibrary';

/** How long a request to stop may take before the driver is told by a signal, milliseconds. */
const patience = 10_000;

/** Asks the driver of a sweep, or of one of its trials, to stop, pause or go on. Throws `RunFolderError`. */
export function steerSweep(
  { folder, view }: LoadedSweep,
  what: 'stop' | 'pause' | 'go_on',
  trial?: number,
): void {
  if (!isDriven(view.state)) return;
  requestOfSweep(folder, what, trial);
  if (what !== 'stop' || trial !== undefined) return;
  const { pid } = view.record.driver;
  setTimeout(() => signal(folder, pid), patience).unref();
}

/**
 * Gives a sweep another plan. True where nobody drives it, and it is to be started again; a driver that
 * ends in this very moment does not hear of it any more. Rejects with `RunFolderError`.
 */
export async function extendSweep(sweepNow: () => LoadedSweep, plan: SweepPlan): Promise<boolean> {
  const { folder, view } = sweepNow();
  if (isDriven(view.state)) {
    requestPlan(folder, plan);
    const wanted = JSON.stringify(plan);
    for (let waited = 0; waited < patience && isDriven(sweepNow().view.state); waited += 100) {
      if (JSON.stringify(readSweepRecord(folder).plan) === wanted) return false;
      await pause(100);
    }
    if (isDriven(sweepNow().view.state))
      throw new Error('The sweep does not answer; stop it, and change its plan then.');
  }
  updateSweepRecord(folder, { plan });
  return true;
}

/** Only the driver that was asked: by then another one may have taken the sweep up again. */
function signal(folder: string, asked: number | undefined): void {
  try {
    const { driver, outcome } = readSweepRecord(folder);
    if (outcome !== 'running' || driver.pid === undefined || driver.pid !== asked) return;
    if (driver.pid !== process.pid && isProcessOf(driver)) process.kill(driver.pid, 'SIGTERM');
  } catch {
    // Gone meanwhile, with its folder or without.
  }
}
