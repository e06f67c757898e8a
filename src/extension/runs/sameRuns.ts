import type { RunSummary } from '../../runs/listRuns';

/** Whether two lists show the same; the time of a run that goes on is another one at each look. */
export function sameRuns(a: readonly RunSummary[], b: readonly RunSummary[]): boolean {
  return a.length === b.length && a.every((run, i) => textOf(run) === textOf(b[i]));
}

function textOf(run: RunSummary | undefined): string {
  return JSON.stringify(run?.outcome === 'running' ? { ...run, seconds: null } : run);
}
