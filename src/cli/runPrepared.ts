import { dirname, resolve } from 'node:path';
import { languageOf } from '../config/configLanguage';
import { readConfig } from '../config/readConfig';
import { resolvePaths } from '../config/resolvePaths';
import { withoutSweep } from '../config/sweep/withoutSweep';
import { weightDecayForTarget } from '../diagnosis/plannedShrink';
import { TrialLaunch } from '../launch/trialLaunch';
import type { Params } from '../protocol/searchSpace';
import type { SweepPlan } from '../protocol/sweep';
import type { Settings } from '../protocol/settings';
import { updateSweepRecord } from '../runs/sweepRecordFile';
import { makePruner } from '../sweep/prune/makePruner';
import { runSweep, type SweepEnd } from '../sweep/runSweep';
import { makeSearch, plannedTrials } from '../sweep/search/makeSearch';
import type { CliContext } from './context';
import { Interruption } from './interruption';
import { makeExecutor } from './makeExecutor';
import type { PreparedSweep } from './prepareSweep';
import { SweepWires } from './sweepWires';
import { takeUpTrials } from './takeUpTrials';
import { TimeLimit } from './timeLimit';
import { ProgressLine } from './words/progressLine';
import { sweepProgress } from './words/tellSweep';

/** Runs the trials of a sweep, with a progress line on a terminal and an ear for Ctrl-C. */
export async function runPrepared(
  { sweep, text, known }: PreparedSweep,
  out: string,
  { corePath, stderr }: CliContext,
): Promise<SweepEnd> {
  const { record } = sweep;
  const { plan: firstPlan, name, configPath, overrides, versions } = record;
  const settle = (params: Params) => settleTrial(text, configPath, { ...overrides, ...params });
  const base = settle({});
  if ('refused' in base) throw new Error(`The sweep's config is wrong: ${base.refused}`);
  let plan: SweepPlan = firstPlan;
  let search = makeSearch(plan, base.settings, decayForTarget);
  const line = new ProgressLine(stderr);
  const executor = makeExecutor(sweep, corePath, (says) => {
    line.clear();
    stderr.write(`${says}\n`);
  });
  const launch = new TrialLaunch({
    outFolder: out,
    sweep,
    executor,
    run: { name, configPath, configText: text, versions },
    settle,
    ...(plan.minutes !== undefined && { lateFrom: Date.now() + plan.minutes * 60_000 }),
  });
  const replan = (next: SweepPlan) => {
    plan = next;
    search = makeSearch(plan, base.settings, decayForTarget);
    updateSweepRecord(sweep.folder, { plan });
    launch.changed();
  };
  const wires = new SweepWires(sweep.folder, {
    interrupt: () => launch.interrupt(),
    pause: (trial) => launch.pause(trial),
    unpause: (trial) => launch.unpause(trial),
    isPaused: (trial) => launch.isPaused(trial),
    waitsFor: (trial) => launch.waitsFor(trial),
    stopTrial: (trial) => launch.stopTrial(trial),
    replan,
  });
  const interruption = new Interruption(
    () => {
      line.clear();
      stderr.write('Stopping all trials; once more kills them.\n');
      launch.interrupt();
    },
    () => launch.interrupt(),
    // A terminal that is closed ends this process, not the tasks of a cluster: they can be resumed.
    executor.outlives ? ['SIGINT', 'SIGTERM'] : undefined,
  );
  const limit = new TimeLimit(plan.minutes, () => {
    line.clear();
    stderr.write(`${plan.minutes} minutes are over: stopping all trials.\n`);
    launch.interrupt();
  });
  try {
    const trials = await takeUpTrials(known, { launch, executor, out });
    return await runSweep({
      // Both are others once somebody has asked for another plan.
      search: {
        next: (trials, mayStart) => search.next(trials, mayStart),
        ...(search.holdAfter !== undefined && { holdAfter: search.holdAfter }),
      },
      pruner: makePruner(firstPlan, base.settings),
      launch,
      known: trials,
      get limit() {
        return plan.trials ?? Infinity;
      },
      onChange: (trials) => {
        const waiting = executor.inWords?.();
        const stand = sweepProgress(trials, plannedTrials(plan));
        line.show(waiting === undefined ? stand : `${stand}  ${waiting}`);
        wires.show(trials);
      },
    });
  } finally {
    wires.cut();
    line.clear();
    interruption.release();
    limit.release();
    launch.dispose();
  }
}

/** The settings of one trial, or the first thing that is wrong with its values. */
function settleTrial(
  text: string,
  configPath: string,
  overrides: Params,
): { readonly settings: Settings } | { readonly refused: string } {
  const { settings, problems } = readConfig(text, languageOf(configPath) ?? 'yaml', { overrides });
  if (!settings) {
    const wrong = problems.find(({ severity }) => severity === 'error');
    return { refused: wrong?.message ?? 'The values are not possible together.' };
  }
  return { settings: resolvePaths(withoutSweep(settings), dirname(configPath), resolve) };
}

/** The weight decay of the advised total shrink at the settings' own learning rate. */
function decayForTarget(settings: Settings, totalSteps: number): number | undefined {
  return weightDecayForTarget({
    ...{ settings, totalSteps, outcome: 'running', share: 0 },
    ...{ hasValidation: false, normalized: false },
  });
}
