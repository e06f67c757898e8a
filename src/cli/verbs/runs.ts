import { toWire } from '../../protocol/wire';
import { listRuns, type RunSummary } from '../../runs/listRuns';
import type { CliContext, ExitCode } from '../context';
import { outFolder } from '../outFolder';
import { formatSeconds } from '../words/formatNumber';
import { paintFor, type Paint } from '../words/paint';
import { table } from '../words/table';

/** Lists runs, newest first. */
export function runsVerb(
  options: { readonly out: string; readonly json?: boolean },
  context: CliContext,
): ExitCode {
  const { stdout, stderr } = context;
  const { runs, problems } = listRuns(outFolder(options.out, context));
  for (const problem of problems) stderr.write(`${problem}\n`);
  if (options.json) stdout.write(`${toWire(runs, 2)}\n`);
  else if (runs.length > 0) stdout.write(tellRuns(runs, paintFor(stdout, context)));
  else stderr.write(`There are no runs in ${options.out}; --out names another folder.\n`);
  return 0;
}

function tellRuns(runs: readonly RunSummary[], paint: Paint): string {
  const rows = runs.map(({ id, outcome, verdict, seconds }) => [
    id,
    outcome,
    verdict ?? '-',
    seconds === null ? '-' : formatSeconds(seconds),
  ]);
  return table(['run', 'outcome', 'verdict', 'time'], rows, paint);
}
