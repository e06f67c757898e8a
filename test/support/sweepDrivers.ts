import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSweepRecord } from '../../src/runs/sweepRecordFile';
import { isProcessOf } from '../../src/runs/trainerProcess';

/** Ends whoever still drives a sweep beside the configs of a folder. */
export function killDrivers(folder: string): void {
  const parent = join(folder, '.fitscope', 'sweeps');
  for (const id of existsSync(parent) ? readdirSync(parent) : []) {
    const { driver, outcome } = readSweepRecord(join(parent, id));
    if (outcome !== 'running' || driver.pid === undefined || driver.pid === process.pid) continue;
    if (isProcessOf(driver)) process.kill(driver.pid, 'SIGKILL');
  }
}
