import { diagnose } from '../../../src/diagnosis/diagnose';
import type { Verdict } from '../../../src/protocol/finding';
import type { Outcomes } from './follow';
import { cellOf, type RecordedRun } from './recordedRuns';
import { toRunView } from './toRunView';

/** How far finished runs with each verdict were from the best of their task. */
export function verdictTable(runs: readonly RecordedRun[], outcomes: Outcomes): string {
  const regrets = new Map<Verdict, number[]>();
  let nearBest = 0;
  let advised = 0;
  let problems = 0;
  for (const run of runs) {
    const { verdict, findings } = diagnose(toRunView(run, 1, 'like-training'));
    const regret = outcomes.regret(run.t, cellOf(run));
    regrets.set(verdict, [...(regrets.get(verdict) ?? []), regret]);
    if (regret >= 1) continue;
    nearBest++;
    if (findings.some(({ remedies }) => remedies.length > 0)) advised++;
    if (findings.some(({ severity }) => severity === 'problem')) problems++;
  }
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;
  const lines = [...regrets].map(([verdict, list]) => {
    const within = (points: number) =>
      percent(list.filter((one) => one < points).length, list.length);
    const far = percent(list.filter((one) => one > 5).length, list.length);
    const count = String(list.length).padEnd(8);
    return verdict.padEnd(16) + count + within(1).padEnd(12) + within(3).padEnd(12) + far;
  });
  return [
    'Finished runs   n       within 1    within 3    over 5 points from the best',
    ...lines,
    `Of ${nearBest} runs within a point of the best ${percent(advised, nearBest)} are told ` +
      `to change something, ${percent(problems, nearBest)} get a problem.`,
  ].join('\n');
}
