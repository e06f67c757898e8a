import { dirname, join, resolve } from 'node:path';
import { toCsv } from '../../runs/export/csv';
import { tensorboardFileName, toTensorboard } from '../../runs/export/tensorboard';
import { makeFolder } from '../../runs/makeFolder';
import { readRun } from '../../runs/readRun';
import { replaceFile } from '../../runs/replaceFile';
import type { CliContext, ExitCode } from '../context';
import { locateRun } from '../locateRun';

export interface ExportOptions {
  readonly out: string;
  readonly to: 'csv' | 'tensorboard';
  /** csv: a file; tensorboard: a folder. */
  readonly output?: string;
}

/** Writes a run's numbers for other tools: CSV to stdout or a file, TensorBoard to a log folder. */
export function exportVerb(run: string, options: ExportOptions, context: CliContext): ExitCode {
  const folder = locateRun(run, options.out, context);
  const view = readRun(folder);
  const output = options.output && resolve(context.workingFolder, options.output);
  for (const problem of view.problems ?? []) context.stderr.write(`${problem}\n`);
  switch (options.to) {
    case 'csv':
      if (!output) context.stdout.write(toCsv(view));
      else write(output, toCsv(view), context);
      return 0;
    case 'tensorboard':
      write(
        join(output ?? join(folder, 'tensorboard'), tensorboardFileName(view)),
        toTensorboard(view),
        context,
      );
      return 0;
  }
}

function write(file: string, content: string | Buffer, { stdout }: CliContext): void {
  makeFolder(dirname(file));
  replaceFile(file, content);
  stdout.write(`Wrote ${file}\n`);
}
