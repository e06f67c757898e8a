import { resolve } from 'node:path';
import { diagnose } from '../../diagnosis/diagnose';
import { readRun } from '../../runs/readRun';
import { writeReportFile } from '../reportFile';
import type { CliContext, ExitCode } from '../context';
import { locateRun } from '../locateRun';
import { paintFor } from '../words/paint';
import { tellDiagnosis } from '../words/tellDiagnosis';

/** Tells a run again, as text or as an HTML file. The run folder stays as it is. */
export function reportVerb(
  run: string,
  options: { readonly out: string; readonly html?: string },
  context: CliContext,
): ExitCode {
  const folder = locateRun(run, options.out, context);
  const view = readRun(folder);
  const diagnosis = diagnose(view);
  if (options.html === undefined) {
    context.stdout.write(tellDiagnosis(view, diagnosis, paintFor(context.stdout, context)));
    context.stdout.write(`Run: ${folder}\n`);
    return 0;
  }
  const file = resolve(context.workingFolder, options.html);
  writeReportFile(file, { folder, view, diagnosis }, context);
  context.stdout.write(`Report: ${file}\n`);
  return 0;
}
