import type { RunRecord } from '../protocol/runRecord';
import { readRunRecord, updateRunRecord } from '../runs/runRecordFile';
import { isTrainerAlive } from '../runs/trainerProcess';

/**
 * Ends what a killed sweep has left running, so that the same trials can be started again, and says
 * so in their records. Resolves when the processes are gone. Throws `RunFolderError`.
 */
export async function endOrphans(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const record = readRunRecord(folder);
    if (record.outcome !== 'running') continue;
    await end(record);
    if (readRunRecord(folder).outcome !== 'running') continue;
    const reason = 'Its sweep was killed; the trial was started again when the sweep was resumed.';
    updateRunRecord(folder, { outcome: 'crashed', ended: new Date().toISOString(), reason });
  }
}

async function end(record: RunRecord): Promise<void> {
  const { kind, pid } = record.trainer;
  if (kind !== 'core' || pid === undefined || pid === process.pid) return;
  while (isTrainerAlive(record)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone in this very moment.
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
