import type { Rates } from '../../../src/diagnosis/rule';
import { follow, type Outcomes } from './follow';
import { cellOf, type RecordedRun } from './recordedRuns';
import { remediesOf, type Row } from './rows';
import { groupOf, type TaskGroup } from './tasks';
import { toRunView } from './toRunView';

export interface Measured extends Rates {
  /** Mean change of test accuracy, points. */
  readonly gain: number;
  /** Runs within a point of their task's best that were told to change. */
  readonly nearBest: number;
}

/** Follows a row's advice once on every recorded run it speaks on. */
export function measure(
  row: Row,
  runs: readonly RecordedRun[],
  outcomes: Outcomes,
): ReadonlyMap<TaskGroup, Measured> {
  const gains = new Map<TaskGroup, { gain: number; regret: number }[]>();
  for (const run of runs) {
    const group = groupOf(run.t);
    if (!group) continue;
    const remedies = remediesOf(toRunView(run, row.share, row.validation), row);
    if (!remedies) continue;
    const before = cellOf(run);
    const after = follow(run, remedies);
    if (!after) continue;
    // At the edge of the grid there is nowhere to go; such a run is not counted.
    if (after.decay === before.decay && after.rate === before.rate) continue;
    const key = row.together && group === 'shifted' ? 'base' : group;
    const list = gains.get(key) ?? [];
    list.push({
      gain: outcomes.at(run.t, after) - outcomes.at(run.t, before),
      regret: outcomes.regret(run.t, before),
    });
    gains.set(key, list);
  }
  return new Map([...gains].map(([group, list]) => [group, summarize(list)]));
}

function summarize(list: readonly { gain: number; regret: number }[]): Measured {
  const share = (holds: (one: { gain: number; regret: number }) => boolean) =>
    (100 * list.filter(holds).length) / list.length;
  return {
    runs: list.length,
    better: share(({ gain }) => gain > 1),
    worse: share(({ gain }) => gain < -1),
    gain: list.reduce((sum, { gain }) => sum + gain, 0) / list.length,
    nearBest: list.filter(({ regret }) => regret < 1).length,
  };
}
