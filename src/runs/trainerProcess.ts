import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { RunRecord, Trainer } from '../protocol/runRecord';
import { isSystemError } from './runFolderError';

/** Whether a trainer still works; `unknown` where nobody here can tell (another host, no pid). */
export type TrainerState = 'alive' | 'gone' | 'unknown';

/** The trainer fields of a process of this host, by default this very process. */
export function describeTrainer(kind: Trainer['kind'], pid: number = process.pid): Trainer {
  const processStarted = processStartTime(pid)?.started;
  return { kind, host: hostname(), pid, ...(processStarted && { processStarted }) };
}

/** Looks whether the process that a record names is still the one that was started. */
export function trainerState({ trainer }: Pick<RunRecord, 'trainer'>): TrainerState {
  if (trainer.pid === undefined) return 'unknown';
  if (trainer.host !== undefined && trainer.host !== hostname()) return 'unknown';
  if (!processExists(trainer.pid)) return 'gone';
  const process = processStartTime(trainer.pid);
  if (process === undefined) return 'alive';
  if (process.dead) return 'gone';
  const { processStarted } = trainer;
  return processStarted === undefined || processStarted === process.started ? 'alive' : 'gone';
}

/** Whether the process that was described still runs on this host. */
export function isProcessOf(trainer: Trainer): boolean {
  return trainerState({ trainer }) === 'alive';
}

export function isTrainerAlive(record: RunRecord): boolean {
  return trainerState(record) === 'alive';
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isSystemError(error) && error.code === 'EPERM';
  }
}

/**
 * Linux: `<boot id>:<ticks since boot>` from /proc, which no two processes of a pid share. A zombie
 * (killed and not yet waited for) still answers signals and counts as dead. Elsewhere undefined.
 */
function processStartTime(pid: number): { started: string; dead: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may itself hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const state = fields[0] ?? '';
    const ticks = fields[19];
    if (ticks === undefined) return undefined;
    return { started: `${boot}:${ticks}`, dead: 'ZXx'.includes(state) };
  } catch {
    return undefined;
  }
}
