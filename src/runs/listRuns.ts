import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunOutcome } from '../protocol/events';
import type { Verdict } from '../protocol/finding';
import type { RunRecord } from '../protocol/runRecord';
import { readFindings } from './findings';
import { readLastEvent } from './lastEvent';
import { runPaths, runsFolder } from './runFolder';
import { asRunFolderError, isSystemError, RunFolderError } from './runFolderError';
import { readRunRecord } from './runRecordFile';
import { trainerState } from './trainerProcess';

export interface RunSummary {
  readonly id: string;
  readonly name: string;
  /** Absolute path of the config that it was started from. */
  readonly configPath: string;
  readonly outcome: RunOutcome;
  /** Null until the run was diagnosed. */
  readonly verdict: Verdict | null;
  /** ISO time. */
  readonly started: string;
  /** How long it trained, or has trained so far; null where that is not known. */
  readonly seconds: number | null;
  readonly folder: string;
  /** The sweep that it is a trial of. */
  readonly sweep?: NonNullable<RunRecord['sweep']>;
  readonly purpose?: NonNullable<RunRecord['purpose']>;
}

export interface RunList {
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  /** One sentence for each folder that looks like a run and cannot be read. */
  readonly problems: readonly string[];
}

/**
 * The runs below an out folder; none when there is no such folder. Throws `RunFolderError`.
 *
 * @param without ids that are left out and not even looked at, such as the trials of large sweeps
 */
export function listRuns(outFolder: string, without: ReadonlySet<string> = nothing): RunList {
  const parent = runsFolder(outFolder);
  const runs: RunSummary[] = [];
  const problems: string[] = [];
  for (const name of folderNames(parent)) {
    if (without.has(name)) continue;
    const folder = join(parent, name);
    if (!existsSync(runPaths(folder).record)) {
      problems.push(`${folder} has no run.json; it is not shown.`);
      continue;
    }
    try {
      runs.push(summarizeRun(folder));
    } catch (error) {
      if (!(error instanceof RunFolderError)) throw error;
      problems.push(error.message);
    }
  }
  runs.sort((a, b) => compare(b.started, a.started) || compare(b.id, a.id));
  return { runs, problems };
}

const nothing: ReadonlySet<string> = new Set();

/** A run in short. Throws `RunFolderError`. */
export function summarizeRun(folder: string): RunSummary {
  const record = readRunRecord(folder);
  const gone = record.outcome === 'running' && trainerState(record) === 'gone';
  const last = readLastEvent(folder);
  const ended = last?.type === 'run.ended' ? last : undefined;
  const outcome = ended?.outcome ?? (gone ? 'crashed' : record.outcome);
  const until = record.ended ?? (outcome === 'running' ? new Date().toISOString() : last?.at);
  const between = until && (Date.parse(until) - Date.parse(record.created)) / 1000;
  return {
    id: record.id,
    name: record.name,
    configPath: record.configPath,
    outcome,
    verdict: readFindings(folder)?.verdict ?? null,
    started: record.created,
    seconds: ended?.seconds ?? (typeof between === 'number' ? between : null),
    folder,
    ...(record.sweep && { sweep: record.sweep }),
    ...(record.purpose && { purpose: record.purpose }),
  };
}

function folderNames(parent: string): string[] {
  try {
    return readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return [];
    throw asRunFolderError(error, parent);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
