import { decays, rates, readRecordedRuns, type RecordedRun } from '../rules/recordedRuns';
import { toRunView } from '../rules/toRunView';
import { groupOf } from '../rules/tasks';
import { readTrial } from '../../../src/sweep/readTrial';
import type { CellRun } from './cellRun';
import { Table } from './table';

/** The recorded grids that the diagnosis rests on, as tables to develop on; without decay 0. */
export async function recordedTables(path: string): Promise<readonly Table[]> {
  const runs = await readRecordedRuns(path);
  const names = [...new Set(runs.map(({ t }) => t))].filter((name) => groupOf(name) !== undefined);
  return names.map((name) => {
    const own = runs.filter(({ t, wd }) => t === name && wd > 0);
    const { opt } = own[0]!;
    const grid = { decays: decays[opt].slice(1).map(tidy), rates: rates[opt].map(tidy) };
    const seeds = [...new Set(own.map(({ seed }) => seed))];
    const { settings } = toRunView(own[0]!, 1, 'none').record;
    return new Table(name, false, settings, grid, seeds, own.map(toCell));
  });
}

function tidy(value: number): number {
  return Number(value.toPrecision(4));
}

function toCell(run: RecordedRun): CellRun {
  const { readings } = readTrial(toRunView(run, 1, 'like-training'));
  const death = readings.findIndex(({ trainLoss }) => !Number.isFinite(trainLoss));
  const epochs = death < 0 ? readings : readings.slice(0, death);
  const number = (value: number | undefined) =>
    value !== undefined && Number.isFinite(value) ? value : null;
  return {
    ...{ task: run.t, seed: run.seed, decay: tidy(run.wd), rate: tidy(run.lr) },
    totalSteps: run.E * run.spe,
    classes: run.C,
    outcome: epochs.length === run.E + 1 ? 'finished' : 'diverged',
    epochs: epochs.map((one) =>
      [
        ...[one.trainLoss, one.trainScore, one.validationLoss, one.validationScore],
        ...[one.weightNorm, one.movement, one.ouiRelative],
      ].map(number),
    ),
    testScore: run.fin,
    seconds: 0,
  };
}
