import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { toWire } from '../../protocol/wire';
import { trialsCsv } from '../../runs/export/trialsCsv';
import { makeFolder } from '../../runs/makeFolder';
import { replaceFile } from '../../runs/replaceFile';
import { sweepPaths } from '../../runs/sweepPaths';
import { updateSweepRecord } from '../../runs/sweepRecordFile';
import type { CliContext, ExitCode } from '../context';
import { outFolder } from '../outFolder';
import { beginSweep, resumeSweep, viewsIn } from '../prepareSweep';
import { runPrepared } from '../runPrepared';
import type { SweepFlags } from '../sweepRequest';
import { paintFor } from '../words/paint';
import { sweepDocument, type SweepDocument } from '../words/sweepDocument';
import { tellSweep } from '../words/tellSweep';

export interface SweepOptions extends SweepFlags {
  readonly set?: readonly string[];
  readonly out?: string;
  /** Id or folder of a sweep that was begun. */
  readonly resume?: string;
  /** A file that gets a line for each trial. */
  readonly csv?: string;
  readonly json?: boolean;
}

/** Trains a config with many values, some at a time, and says which were best. */
export async function sweepVerb(
  file: string,
  options: SweepOptions,
  context: CliContext,
): Promise<ExitCode> {
  const { workingFolder, stdout, stderr } = context;
  const out = options.out
    ? outFolder(options.out, context)
    : join(dirname(resolve(workingFolder, file)), '.fitscope');
  const prepared =
    options.resume === undefined
      ? await beginSweep(file, options, out, context)
      : await resumeSweep(options.resume, options, out, context);
  const { folder } = prepared.sweep;
  const started = Date.now();
  const { trials, interrupted } = await runPrepared(prepared, out, context);
  const record = updateSweepRecord(folder, {
    outcome: interrupted ? 'stopped' : 'finished',
    ended: new Date().toISOString(),
  });
  rmSync(sweepPaths(folder).data, { recursive: true, force: true });
  const seconds = (Date.now() - started) / 1000;
  const document = sweepDocument(folder, record, trials, seconds, viewsIn(out));
  if (options.json) stdout.write(`${toWire(document, 2)}\n`);
  else stdout.write(`${tellSweep(document, paintFor(stdout, context))}Sweep: ${folder}\n`);
  if (options.csv !== undefined) writeCsv(options.csv, document, context);
  if (interrupted) stderr.write(`Stopped; --resume ${record.id} goes on.\n`);
  return document.best ? 0 : 1;
}

function writeCsv(file: string, { trials }: SweepDocument, context: CliContext): void {
  const path = resolve(context.workingFolder, file);
  makeFolder(dirname(path));
  replaceFile(path, trialsCsv(trials));
  context.stderr.write(`Wrote ${path}\n`);
}
