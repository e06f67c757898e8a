import { requestStop } from '../runs/control';
import { readRunRecord } from '../runs/runRecordFile';
import { isTrainerAlive } from '../runs/trainerProcess';

const milliseconds = { request: 2000, terminate: 5000 };

/**
 * Stops a run that another process started, or this one before it was restarted: by request, then,
 * where the trainer is a core of this host, by SIGTERM and SIGKILL. Says nothing when it has ended
 * by itself. Throws `RunFolderError` when the request cannot be written.
 */
export function stopRun(folder: string, patience = milliseconds): void {
  if (readRunRecord(folder).outcome !== 'running') return;
  requestStop(folder);
  later(patience.request, () => signal(folder, 'SIGTERM'));
  later(patience.request + patience.terminate, () => signal(folder, 'SIGKILL'));
}

/** The record is read again: only the process that it names now, and that is still it, is told. */
function signal(folder: string, name: NodeJS.Signals): void {
  try {
    const record = readRunRecord(folder);
    const { kind, pid } = record.trainer;
    if (record.outcome !== 'running' || kind !== 'core' || pid === undefined) return;
    if (pid !== process.pid && isTrainerAlive(record)) process.kill(pid, name);
  } catch {
    // Gone meanwhile, with its folder or without.
  }
}

function later(milliseconds: number, act: () => void): void {
  setTimeout(act, milliseconds).unref();
}
