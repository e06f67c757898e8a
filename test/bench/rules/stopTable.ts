import { halvingFalseStops, halvingPruner } from '../../../src/sweep/prune/halving';
import { rungsOf } from '../../../src/sweep/prune/pruner';
import { judgeByRules, stopRules } from '../../../src/sweep/prune/rulePruner';
import { Random } from '../../../src/sweep/random';
import { readTrial } from '../../../src/sweep/readTrial';
import type { Trial } from '../../../src/sweep/trial';
import type { Outcomes } from './follow';
import { cellOf, type RecordedRun } from './recordedRuns';
import { toRunView } from './toRunView';

/** What stops trials of a sweep, on recorded runs: how many it stops, and how many near the best. */
export interface StopTable {
  readonly text: string;
  /** Rates that are not those that people are shown. */
  readonly failures: readonly string[];
}

const trialsOfSweep = 20;
const sweepsOfTask = 20;

export function stopTable(runs: readonly RecordedRun[], outcomes: Outcomes): StopTable {
  const judged = runs.map((run) => ({
    nearBest: outcomes.regret(run.t, cellOf(run)) < 1,
    trials: rungsOf(run.E).map((rung) => trialAt(run, rung, 'none')),
  }));
  const nearBest = judged.filter((one) => one.nearBest).length;
  const lines: string[] = [];
  const failures: string[] = [];
  const add = (name: string, counts: StopCounts, shown?: number) => {
    const rate = counts.nearBestStopped / counts.nearBest;
    const told = shown === undefined ? '' : (100 * shown).toFixed(1);
    const stopped = (100 * counts.stopped) / counts.runs;
    lines.push(
      name.padEnd(26) +
        `${stopped.toFixed(1)} %`.padEnd(12) +
        `${counts.nearBestStopped} of ${counts.nearBest}: ${(100 * rate).toFixed(2)} %`.padEnd(26) +
        told,
    );
    if (shown !== undefined && Math.abs(rate - shown) > 0.0005)
      failures.push(
        `${name}: it stops ${(100 * rate).toFixed(2)} % of near-best runs, not ${told}.`,
      );
  };
  const countBy = (stops: (trial: Trial) => boolean): StopCounts => {
    const stopped = judged.filter(({ trials }) => trials.some(stops));
    return {
      ...{ runs: runs.length, stopped: stopped.length, nearBest },
      nearBestStopped: stopped.filter((one) => one.nearBest).length,
    };
  };
  for (const rule of stopRules)
    add(
      rule.id,
      countBy((trial) => judgeByRules(trial, [rule]) !== undefined),
      rule.falseStops,
    );
  add(
    'all rules',
    countBy((trial) => judgeByRules(trial) !== undefined),
  );
  const halved = halve(runs, outcomes);
  add(`halving, ${trialsOfSweep} random trials`, halved, halvingFalseStops);
  lines.push(
    `  of ${halved.sweeps} sweeps that tried runs near the best ${halved.lost} finished none`,
  );
  return { text: [heading, ...lines].join('\n'), failures };
}

const heading =
  'Stops trials'.padEnd(26) +
  'of all'.padEnd(12) +
  'of runs near the best'.padEnd(26) +
  'people are told, %';

interface StopCounts {
  readonly runs: number;
  readonly stopped: number;
  readonly nearBest: number;
  readonly nearBestStopped: number;
}

interface HalvingCounts extends StopCounts {
  /** Sweeps that tried a run near the best, and those of them that finished none of these. */
  readonly sweeps: number;
  readonly lost: number;
}

/** Sweeps of random cells, one after another, each trial judged at its rungs as they come. */
function halve(runs: readonly RecordedRun[], outcomes: Outcomes): HalvingCounts {
  const counts = { runs: 0, stopped: 0, nearBest: 0, nearBestStopped: 0, sweeps: 0, lost: 0 };
  for (const ofTask of groupByTask(runs)) {
    const epochs = ofTask[0]!.E;
    const { rungs, judge } = halvingPruner(epochs);
    const reached = new Map<RecordedRun, readonly Trial[]>();
    for (const run of ofTask)
      reached.set(
        run,
        [...rungs, epochs].map((epoch) => trialAt(run, epoch, 'like-training')),
      );
    for (let sweep = 0; sweep < sweepsOfTask; sweep++) {
      const random = new Random(sweep, ofTask[0]!.t);
      const trials: Trial[] = [];
      const [had, kept] = [new Set<RecordedRun>(), new Set<RecordedRun>()];
      for (let number = 0; number < trialsOfSweep; number++) {
        const run = ofTask[random.below(ofTask.length)]!;
        const seen = reached.get(run)!.map((trial) => ({ ...trial, number }));
        const stopped = seen.slice(0, -1).find((trial) => judge(trial, trials) !== undefined);
        trials.push(stopped ?? seen.at(-1)!);
        const isNear = outcomes.regret(run.t, cellOf(run)) < 1;
        counts.runs++;
        if (stopped) counts.stopped++;
        if (isNear) had.add(run);
        if (isNear && !stopped) kept.add(run);
        if (isNear) counts.nearBest++;
        if (isNear && stopped) counts.nearBestStopped++;
      }
      if (had.size > 0) counts.sweeps++;
      if (had.size > 0 && kept.size === 0) counts.lost++;
    }
  }
  return counts;
}

/** One list for each task and seed. */
function groupByTask(runs: readonly RecordedRun[]): Iterable<readonly RecordedRun[]> {
  const groups = new Map<string, RecordedRun[]>();
  for (const run of runs) {
    const key = `${run.t} ${run.seed}`;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return groups.values();
}

function trialAt(run: RecordedRun, epoch: number, validation: 'none' | 'like-training'): Trial {
  const view = toRunView(run, epoch / run.E, validation);
  return { number: 0, params: {}, run: run.t, state: 'running', ...readTrial(view) };
}
