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
import { defaultThreads } from './threads';
import { StopSignal } from './training/stopSignal';
import { train } from './training/train';
import { versions } from './versions';

/** Trains the run of a folder that its starter made, and writes what happens into it. */
export async function trainVerb(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { threads: { type: 'string' } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length !== 1) {
    process.stderr.write('train takes one run folder.\n');
    return 2;
  }
  const threads = values.threads === undefined ? defaultThreads() : Number(values.threads);
  const record = updateRunRecord(folder, { trainer: describeTrainer('core') });
  const writer = new EventWriter(folder);
  const stop = new StopSignal(new ControlReader(folder));
  const started = performance.now();
  try {
    const { ended, engine } = await run(record, threads, writer, stop);
    finishRecord(folder, ended, engine);
    if (ended.reason !== undefined && ended.outcome === 'diverged')
      process.stderr.write(`${ended.reason}\n`);
    return ended.outcome === 'finished' || ended.outcome === 'stopped' ? 0 : 1;
  } catch (error) {
    return crash(folder, writer, error, started);
  } finally {
    stop.release();
  }
}

async function run(
  record: RunRecord,
  threads: number,
  writer: EventWriter,
  stop: StopSignal,
): Promise<{ ended: RunEnded; engine: string }> {
  const { settings } = record;
  const [dataset, engine] = await Promise.all([
    loadDataset(settings, { bundledFolder: bundledFolder() }),
    openEngine(settings.engine, { threads }),
  ]);
  const emit = (...events: readonly RunEvent[]) => writer.append(...events);
  const ended = await train({ runId: record.id, settings, dataset, engine }, { emit, stop });
  writer.flush();
  return { ended, engine: `${engine.name} ${engine.version}` };
}

function finishRecord(folder: string, ended: RunEnded, engine: string): void {
  updateRunRecord(folder, {
    ended: ended.at,
    outcome: ended.outcome,
    engine,
    versions: { ...readRunRecord(folder).versions, ...versions() },
    ...(ended.reason !== undefined && { reason: ended.reason }),
    ...(ended.costs && { monitoring: ended.costs }),
  });
}

/** Records the end of a run that cannot go on; a disk that takes nothing more is only reported. */
function crash(folder: string, writer: EventWriter, error: unknown, started: number): number {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${reason}\n`);
  const at = new Date().toISOString();
  const seconds = (performance.now() - started) / 1000;
  try {
    writer.append({
      type: 'run.ended',
      at,
      outcome: 'crashed',
      reason,
      seconds,
      monitoringSeconds: 0,
    });
    updateRunRecord(folder, { outcome: 'crashed', ended: at, reason });
  } catch (second) {
    if (!(second instanceof RunFolderError)) throw second;
    if (second.message !== reason) process.stderr.write(`${second.message}\n`);
  }
  return 1;
}

/** `examples/data` beside `dist` (a checkout or an installed package). */
function bundledFolder(): string {
  return join(dirname(__dirname), 'examples', 'data');
}
