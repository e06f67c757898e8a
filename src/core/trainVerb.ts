import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RunEnded, RunEvent } from '../protocol/events';
import type { RunRecord } from '../protocol/runRecord';
import type { Settings } from '../protocol/settings';
import { EventWriter } from '../runs/appendEvents';
import { ControlReader } from '../runs/control';
import { RunFolderError } from '../runs/runFolderError';
import { readRunRecord, updateRunRecord, writeRunRecord } from '../runs/runRecordFile';
import { describeTrainer } from '../runs/trainerProcess';
import { loadDataset } from './data/loadDataset';
import { takesLong } from './data/loadingSize';
import { loadInThread, type Loading } from './data/loadingThread';
import { openEngine } from './engines/ladder';
import { explainError } from './explainError';
import { defaultThreads } from './threads';
import { Hold } from './training/hold';
import { StopSignal } from './training/stopSignal';
import { train } from './training/train';
import { unlessStopped } from './unlessStopped';
import { versions } from './versions';

/** A process that trains one run at a time and does nothing else. */
export interface OwnProcess {
  /** What it runs, and a thread that loads data runs too. */
  readonly script: string;
  /** Signals that stop a run; SIGINT and SIGTERM when left out. */
  readonly signals?: readonly NodeJS.Signals[];
}

/**
 * Trains the run of a folder that its starter made, and writes what happens into it. Gives the exit
 * code: 0 for a run that finished or was stopped, 1 for one that failed or diverged, 2 where the
 * request was wrong. Without a process of its own it leaves the arithmetic of its process as it is, and
 * loads large data, too, in the one thread there is: a stop meanwhile may have to wait.
 */
export async function trainVerb(args: readonly string[], own?: OwnProcess): Promise<number> {
  const request = readRequest(args);
  if (typeof request === 'string') {
    process.stderr.write(`${request}\n`);
    return 2;
  }
  const { folder, threads, holdAfter, holdAtMost, dataCache } = request;
  const record = beginAgain(folder);
  const writer = new EventWriter(folder);
  const control = new ControlReader(folder);
  const stop = new StopSignal(control, own?.signals);
  const hold = new Hold(holdAfter ?? Infinity, control, stop, holdAtMost * 1000);
  const started = performance.now();
  try {
    const parts = { folder, record, threads, writer, stop, hold, dataCache, started, own };
    const ended = await run(parts);
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

/** Puts this process into the record; an earlier end there was that of a trainer before it. */
function beginAgain(folder: string): RunRecord {
  const { ended, reason, reasonPath, ...record } = readRunRecord(folder);
  void [ended, reason, reasonPath];
  const begun: RunRecord = { ...record, outcome: 'running', trainer: describeTrainer('core') };
  writeRunRecord(folder, begun);
  return begun;
}

interface Request {
  readonly folder: string;
  readonly threads: number;
  /** The run holds after this epoch until it is told to go on. */
  readonly holdAfter: number | undefined;
  /** Seconds after which it goes on unasked. */
  readonly holdAtMost: number;
  /** Folder that keeps prepared data for the next run. */
  readonly dataCache: string | undefined;
}

/** What the command line asks for, or what is wrong with it. */
function readRequest(args: readonly string[]): Request | string {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      threads: { type: 'string' },
      'hold-after': { type: 'string' },
      'hold-at-most': { type: 'string' },
      'data-cache': { type: 'string' },
    },
    allowPositionals: true,
    strict: false,
  });
  const known = ['threads', 'hold-after', 'hold-at-most', 'data-cache'];
  const unknown = Object.keys(values).find((name) => !known.includes(name));
  if (unknown !== undefined)
    return `train knows the options --${known.join(', --')}; it was given --${unknown}.`;
  const [folder] = positionals;
  if (folder === undefined || positionals.length !== 1)
    return `train takes one run folder; it was given ${positionals.length}.`;
  const threads = values['threads'] === undefined ? defaultThreads() : Number(values['threads']);
  if (!Number.isInteger(threads) || threads < 1)
    return `--threads is ${values['threads']}; use a whole number from 1.`;
  const after = values['hold-after'];
  const holdAfter = after === undefined ? undefined : Number(after);
  if (holdAfter !== undefined && !(Number.isInteger(holdAfter) && holdAfter >= 1))
    return `--hold-after is ${after}; use a whole number from 1.`;
  const longest = values['hold-at-most'];
  const holdAtMost = longest === undefined ? Infinity : Number(longest);
  if (!(holdAtMost > 0)) return `--hold-at-most is ${longest}; use a number of seconds above 0.`;
  const cache = values['data-cache'];
  const dataCache = typeof cache === 'string' ? cache : undefined;
  try {
    readRunRecord(folder);
  } catch (error) {
    if (error instanceof RunFolderError) return error.message;
    throw error;
  }
  return { folder, threads, holdAfter, holdAtMost, dataCache };
}

interface Run {
  readonly folder: string;
  readonly record: RunRecord;
  readonly threads: number;
  readonly writer: EventWriter;
  readonly stop: StopSignal;
  readonly hold: Hold | undefined;
  readonly dataCache: string | undefined;
  /** On the clock of `performance.now()`. */
  readonly started: number;
  readonly own: OwnProcess | undefined;
}

async function run({
  folder,
  record,
  threads,
  writer,
  stop,
  hold,
  dataCache,
  started,
  own,
}: Run): Promise<RunEnded> {
  const { settings } = record;
  const emit = (...events: readonly RunEvent[]) => writer.append(...events);
  const loading = startLoading(settings, own, dataCache);
  const flushDenormals = own !== undefined;
  const folders = [dirname(record.configPath), process.cwd()];
  const opening = openEngine(settings.engine, { threads, flushDenormals, folders });
  const ready = await unlessStopped(Promise.all([loading.dataset, opening]), stop).finally(
    loading.abandon,
  );
  if (!ready || stop.isRequested()) {
    const ended = stoppedLoading(started);
    emit(ended);
    writer.flush();
    return ended;
  }
  const [dataset, engine] = ready;
  // Before the first step: a run that is killed has run on it too.
  updateRunRecord(folder, {
    engine: `${engine.name} ${engine.version}`,
    versions: { ...record.versions, ...versions() },
    notes: dataset.notes,
  });
  const job = { runId: record.id, settings, dataset, engine };
  const ended = await train(job, {
    emit,
    stop,
    ...(hold && { hold: (epoch) => hold.after(epoch) }),
  });
  writer.flush();
  return ended;
}

/** In a thread where it takes long: reading and scaling block the one they run in. */
function startLoading(
  settings: Settings,
  own: OwnProcess | undefined,
  dataCache: string | undefined,
): Loading {
  const cache = dataCache === undefined ? {} : { cacheFolder: dataCache };
  const request = { settings, bundledFolder: bundledFolder(), ...cache };
  if (own && takesLong(settings.dataset)) return loadInThread(own.script, request);
  return { dataset: loadDataset(settings, request), abandon: () => undefined };
}

function stoppedLoading(started: number): RunEnded {
  return {
    type: 'run.ended',
    at: new Date().toISOString(),
    outcome: 'stopped',
    reason: 'Stopped on request while the data were loading.',
    seconds: (performance.now() - started) / 1000,
    monitoringSeconds: 0,
  };
}

function finishRecord(folder: string, ended: RunEnded): void {
  updateRunRecord(folder, {
    ended: ended.at,
    outcome: ended.outcome,
    ...(ended.reason !== undefined && { reason: ended.reason }),
    ...(ended.costs && { monitoring: ended.costs }),
    ...(ended.monitoringByMetric && { monitoringByMetric: ended.monitoringByMetric }),
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
