import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { version } from '../../../package.json';
import { diagnose } from '../../diagnosis/diagnose';
import { describeEnding } from '../../launch/describeEnding';
import type { TrainingEnding } from '../../launch/trainRun';
import type { Diagnosis } from '../../protocol/finding';
import type { RunView } from '../../protocol/runView';
import { toWire } from '../../protocol/wire';
import { createRun } from '../../runs/createRun';
import { writeFindings } from '../../runs/findings';
import { readRun } from '../../runs/readRun';
import { RunFolderError } from '../../runs/runFolderError';
import type { CliContext, ExitCode } from '../context';
import { outFolder } from '../outFolder';
import { readConfigFile, readOverrides, type ConfigFile } from '../readConfigFile';
import { writeReportFile } from '../reportFile';
import { trainWatched } from '../trainWatched';
import { diagnosisDocument } from '../words/diagnosisDocument';
import { paintFor } from '../words/paint';
import { tellDiagnosis } from '../words/tellDiagnosis';

export interface DiagnoseOptions {
  readonly set?: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
  readonly failOn?: 'problem' | 'hint';
  /** True for the report's usual place, in the run folder. */
  readonly report?: string | true;
}

/** Trains a config, watches it and says what is to be said of it. */
export async function diagnoseVerb(
  file: string,
  options: DiagnoseOptions,
  context: CliContext,
): Promise<ExitCode> {
  const { workingFolder, stdout, stderr } = context;
  const overrides = readOverrides(options.set ?? []);
  const config = readConfigFile(file, workingFolder, overrides);
  for (const warning of config.warnings) stderr.write(`${warning}\n`);
  const out = options.out
    ? outFolder(options.out, context)
    : join(dirname(config.path), '.fitscope');
  const { folder } = await createRun(out, {
    name: config.name,
    configPath: config.path,
    configText: config.text,
    settings: config.settings,
    overrides,
    versions: { fitscope: version, node: process.versions.node },
  });
  const ending = await trainWatched(folder, context);
  const view = withReason(readRun(folder), ending);
  const diagnosis = diagnose(view);
  const notes = [
    ...attempt(() => writeFindings(folder, diagnosis)).map(
      (problem) => `The diagnosis could not be kept. ${problem}`,
    ),
    ...changedMeanwhile(file, config),
  ];
  const run = { folder, view, diagnosis };
  if (options.json)
    stdout.write(`${toWire(diagnosisDocument(folder, view, diagnosis, notes), 2)}\n`);
  else stdout.write(`${tell(run, context)}Run: ${folder}\n`);
  if (options.report !== undefined) notes.push(...report(run, options, context));
  for (const note of [...failure(view, config, options), ...notes]) stderr.write(`${note}\n`);
  return exitCode(view, diagnosis, ending, options);
}

interface Diagnosed {
  readonly folder: string;
  readonly view: RunView;
  readonly diagnosis: Diagnosis;
}

/** A full disk took no reason from the trainer: then its last words are the reason. */
function withReason(view: RunView, ending: TrainingEnding): RunView {
  if (view.outcome !== 'crashed' || ending.recordProblem === undefined) return view;
  return { ...view, record: { ...view.record, reason: describeEnding(ending) } };
}

/** A run that ended before it measured anything has nothing to be diagnosed: its reason is all. */
function tell({ view, diagnosis }: Diagnosed, context: CliContext): string {
  return isEmpty(view) ? '' : tellDiagnosis(view, diagnosis, paintFor(context.stdout, context));
}

/** Why a run failed, at the place in the config that is to blame where there is one. */
function failure(view: RunView, config: ConfigFile, { json }: DiagnoseOptions): string[] {
  const hasFailed = view.outcome === 'crashed' || view.outcome === 'diverged';
  const reason = view.ended?.reason ?? view.record.reason ?? `The run ${view.outcome}.`;
  const reasonPath = view.ended?.reasonPath ?? view.record.reasonPath;
  if (!hasFailed || !(json || isEmpty(view))) return [];
  return [reasonPath === undefined ? reason : `${config.placeOf(reasonPath)}: ${reason}`];
}

function isEmpty(view: RunView): boolean {
  return view.outcome === 'crashed' && view.steps.length === 0 && view.epochs.length === 0;
}

function report(run: Diagnosed, options: DiagnoseOptions, context: CliContext): string[] {
  const file =
    typeof options.report === 'string'
      ? resolve(context.workingFolder, options.report)
      : join(run.folder, 'report.html');
  const problems = attempt(() => writeReportFile(file, run, context));
  if (problems.length === 0)
    (options.json ? context.stderr : context.stdout).write(`Report: ${file}\n`);
  return problems;
}

function changedMeanwhile(file: string, { path, text }: ConfigFile): string[] {
  try {
    if (readFileSync(path, 'utf8') === text) return [];
    return [`${file} has changed since the run started; this is about its copy in the run folder.`];
  } catch {
    return [`${file} is gone since the run started; this is about its copy in the run folder.`];
  }
}

/** A diagnosis is told even where it cannot be kept. */
function attempt(write: () => void): string[] {
  try {
    write();
    return [];
  } catch (error) {
    if (error instanceof RunFolderError) return [error.message];
    throw error;
  }
}

function exitCode(
  { outcome }: RunView,
  { findings }: Diagnosis,
  ending: TrainingEnding,
  { failOn }: DiagnoseOptions,
): ExitCode {
  if (ending.code === 2) return 2;
  if (outcome === 'crashed' || outcome === 'diverged' || outcome === 'running') return 1;
  const counts = failOn === 'hint' ? findings : findings.filter((f) => f.severity === 'problem');
  return failOn !== undefined && counts.length > 0 ? 1 : 0;
}
