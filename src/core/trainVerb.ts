import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunEnded, RunEvent } from '../protocol/events';
import type { RunRecord } from '../protocol/runRecord';
import { EventWriter } from '../runs/appendEvents';
import { ControlReader } from '../runs/control';
import { RunFolderError } from '../runs/runFolderError';
import { readRunRecord, updateRunRecord } from '../runs/runRecordFile';
import { describeTrainer } from '../runs/trainerProcess';
import { loadDataset } from './data/loadDataset';
import { openEngine } from './engines/ladder';
import { explainError } from './explainError';
import { defaultThreads } from './threads';
import { StopSignal } from './training/stopSignal';
import { train } from './training/train';
import { versions } from './versions';

/**
 * Trains the run of a folder that its starter made, and writes what happens into it. Gives the exit
 * code: 0 for a run that finished or was stopped, 1 for one that failed or diverged, 2 where the
 * request was wrong.
 */
export async function trainVerb(args: readonly string[]): Promise<number> {
  const request = readRequest(args);
  if (typeof request === 'string') {
    process.stderr.write(`${request}\n`);
    return 2;
  }
  const { folder, threads } = request;
  const record = updateRunRecord(folder, { trainer: describeTrainer('core') });
  const writer = new EventWriter(folder);
  const stop = new StopSignal(new ControlReader(folder));
  const started = performance.now();
  try {
    const ended = await run(folder, record, threads, writer, stop);
    finishRecord(folder, ended);
    if (ended.reason !== undefined && ended.outcome === 'diverged')
      process.stderr.write(`${ended.reason}\n`);
    return ended.outcome === 'finished' || ended.outcome === 'stopped' ? 0 : 1;
  } catch (error) {
    return crash(folder, writer, error, started);
  } finally {
    stop.release();
    writer.close();
  }
}

/** What the command line asks for, or what is wrong with it. */
function readRequest(args: readonly string[]): { folder: string; threads: number } | string {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { threads: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const unknown = Object.keys(values).find((name) => name !== 'threads');
  if (unknown !== undefined) return `train knows the option --threads; it was given --${unknown}.`;
  const [folder] = positionals;
  if (folder === undefined || positionals.length !== 1)
    return `train takes one run folder; it was given ${positionals.length}.`;
  const threads = values['threads'] === undefined ? defaultThreads() : Number(values['threads']);
  if (!Number.isInteger(threads) || threads < 1)
    return `--threads is ${values['threads']}; use a whole number from 1.`;
  try {
    readRunRecord(folder);
  } catch (error) {
    if (error instanceof RunFolderError) return error.message;
    throw error;
  }
  return { folder, threads };
}

async function run(
  folder: string,
  record: RunRecord,
  threads: number,
  writer: EventWriter,
  stop: StopSignal,
): Promise<RunEnded> {
  const { settings } = record;
  const [dataset, engine] = await Promise.all([
    loadDataset(settings, { bundledFolder: bundledFolder() }),
    openEngine(settings.engine, { threads, flushDenormals: true }),
  ]);
  // Before the first step: a run that is killed has run on it too.
  updateRunRecord(folder, {
    engine: `${engine.name} ${engine.version}`,
    versions: { ...record.versions, ...versions() },
  });
  const emit = (...events: readonly RunEvent[]) => writer.append(...events);
  const ended = await train({ runId: record.id, settings, dataset, engine }, { emit, stop });
  writer.flush();
  return ended;
}

function finishRecord(folder: string, ended: RunEnded): void {
  updateRunRecord(folder, {
    ended: ended.at,
    outcome: ended.outcome,
    ...(ended.reason !== undefined && { reason: ended.reason }),
    ...(ended.costs && { monitoring: ended.costs }),
  });
}

/** Records the end of a run that cannot go on; a disk that takes nothing more is only reported. */
function crash(folder: string, writer: EventWriter, error: unknown, started: number): number {
  const { says: reason, path: reasonPath, exitCode } = explainError(error);
  const why = { reason, ...(reasonPath !== undefined && { reasonPath }) };
  process.stderr.write(`${reason}\n`);
  const at = new Date().toISOString();
  const seconds = (performance.now() - started) / 1000;
  try {
    writer.append({
      type: 'run.ended',
      at,
      outcome: 'crashed',
      ...why,
      seconds,
      monitoringSeconds: 0,
    });
    updateRunRecord(folder, { outcome: 'crashed', ended: at, ...why });
  } catch (second) {
    if (!(second instanceof RunFolderError)) throw second;
    if (second.message !== reason) process.stderr.write(`${second.message}\n`);
  }
  return exitCode;
}

/** `examples/data` beside `dist` (a checkout or an installed package). */
function bundledFolder(): string {
  return join(dirname(__dirname), 'examples', 'data');
}
