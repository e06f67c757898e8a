import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose } from '../../diagnosis/diagnose';
import { stopRun } from '../../launch/stopRun';
import { writeFindings } from '../../runs/findings';
import { followRun } from '../../runs/followRun';
import { listRuns, summarizeRun, type RunSummary } from '../../runs/listRuns';
import { readRun } from '../../runs/readRun';
import { runPaths, runsFolder } from '../../runs/runFolder';
import { readRunRecord } from '../../runs/runRecordFile';
import { trainerState } from '../../runs/trainerProcess';
import type { RunStore } from './runStore';

/** Longer than this without an event, a trainer that nobody here can see is taken for gone. */
const silentMinutes = 15;

/** @param mayWrite false in a workspace that is not trusted: there everything is only read */
export function diskStore(mayWrite: () => boolean): RunStore {
  return {
    list: listRuns,
    find,
    read: readRun,
    follow: (folder, onChange, signal) => followRun(folder, onChange, { signal }),
    isAbandoned,
    diagnose,
    keep: (folder, diagnosis) => {
      if (mayWrite()) writeFindings(folder, diagnosis);
    },
    stop: (folder) => stopRun(folder),
  };
}

function find(outFolder: string, id: string): RunSummary | undefined {
  const folder = join(runsFolder(outFolder), id);
  return existsSync(runPaths(folder).record) ? summarizeRun(folder) : undefined;
}

function isAbandoned(folder: string): boolean {
  const { events, record } = runPaths(folder);
  if (trainerState(readRunRecord(folder)) !== 'unknown') return false;
  const last = lastChange(events) ?? lastChange(record) ?? 0;
  return Date.now() - last > silentMinutes * 60_000;
}

function lastChange(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
