import { readFileSync } from 'node:fs';
import type { RunRecord } from '../protocol/runRecord';
import { toWire } from '../protocol/wire';
import { recordSchema } from './recordSchema';
import { replaceFile } from './replaceFile';
import { runPaths } from './runFolder';
import { asRunFolderError, RunFolderError } from './runFolderError';

/** Reads `run.json`. Throws `RunFolderError` when there is none or it is not a run's record. */
export function readRunRecord(folder: string): RunRecord {
  const path = runPaths(folder).record;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw notARecord(path, error.message);
    throw asRunFolderError(error, path);
  }
  const result = recordSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw notARecord(path, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`);
}

/**
 * Changes some fields of `run.json`, the whole file in one atomic replacement; gives the new record.
 * Throws `RunFolderError`; the old record is then still there.
 */
export function updateRunRecord(folder: string, change: Partial<RunRecord>): RunRecord {
  const record: RunRecord = { ...readRunRecord(folder), ...change };
  writeRunRecord(folder, record);
  return record;
}

export function writeRunRecord(folder: string, record: RunRecord): void {
  replaceFile(runPaths(folder).record, `${toWire(record, 2)}\n`);
}

function notARecord(path: string, why: string): RunFolderError {
  return new RunFolderError(`${path} is not the record of a run (${why}).`, 'FORMAT', path);
}
