import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRunRecord } from '../../src/runs/runRecordFile';
import { isTrainerAlive } from '../../src/runs/trainerProcess';

/** Folders of the runs that configs in a folder have had. */
export function runFolders(folder: string): readonly string[] {
  const runs = join(folder, '.fitscope', 'runs');
  return existsSync(runs) ? readdirSync(runs).map((id) => join(runs, id)) : [];
}

/** What a failed test left running would train on for minutes. */
export function killTrainers(folder: string): void {
  for (const record of runFolders(folder).map(readRunRecord)) {
    const { pid } = record.trainer;
    if (record.outcome === 'running' && isTrainerAlive(record) && isCore(pid) && pid)
      process.kill(pid, 'SIGKILL');
  }
}

export function isCore(pid: number | undefined): boolean {
  if (pid === undefined || !existsSync(`/proc/${pid}/cmdline`)) return pid !== undefined;
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('core.js');
}
