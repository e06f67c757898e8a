import type { ParameterRanges, Params } from '../../../src/protocol/searchSpace';
import type { Settings } from '../../../src/protocol/settings';
import { bestOf } from '../../../src/sweep/objective';
import type { Pruner } from '../../../src/sweep/prune/pruner';
import { runSweep } from '../../../src/sweep/runSweep';
import type { Search } from '../../../src/sweep/search/search';
import type { CellRun } from './cellRun';
import { ReplayLaunch } from './replayLaunch';
import type { Cell, Table } from './table';

export interface Contest {
  readonly table: Table;
  /** Of the recorded trainings. */
  readonly seed: number;
  readonly search: Search;
  readonly pruner: Pruner;
  /** Full trainings that may be spent before the last trial is started. */
  readonly budget?: number;
  readonly hidesValidation?: boolean;
}

export interface ContestEnd {
  /** The trial that the sweep calls its best; undefined where none finished. */
  readonly chosen: Cell | undefined;
  /** In full trainings; values that were tried already cost nothing. */
  readonly cost: number;
  readonly trials: number;
}

/** A sweep as it would have been, on recorded trainings, one worker. */
export async function replay(contest: Contest): Promise<ContestEnd> {
  const { table, seed, search, pruner, budget = Infinity, hidesValidation = false } = contest;
  const spent = new Map<CellRun, number>();
  let cost = 0;
  const cellOf = (params: Params) => table.cellAt(Number(params[decay]), Number(params[rate]));
  const launch = new ReplayLaunch({
    ...{ settings: table.settings, hidesValidation },
    runOf: (params) => table.run(seed, cellOf(params)),
    onEpoch: (run, epoch) => {
      const before = spent.get(run) ?? 0;
      cost += Math.max(0, epoch - before) / table.epochs;
      spent.set(run, Math.max(epoch, before));
    },
    isLate: () => cost >= budget - 1e-9,
  });
  const { trials } = await runSweep({ search, pruner, launch, limit: mostTrials });
  const best = bestOf(trials);
  return { chosen: best && cellOf(best.params), cost, trials: trials.length };
}

/** Where a search proposes again and again what it tried already. */
const mostTrials = 60;

export const rate = 'optimizer.learning_rate';
export const decay = 'optimizer.weight_decay';

/** For searches that know intervals: every cell has the same share of it. */
export function intervals({ grid }: Table): ParameterRanges {
  const around = (values: readonly number[]) => {
    const half = Math.sqrt(values[1]! / values[0]!);
    return { kind: 'log', low: values[0]! / half, high: values.at(-1)! * half } as const;
  };
  return { [decay]: around(grid.decays), [rate]: around(grid.rates) };
}

/** For searches that move along lines: the values themselves. */
export function lists({ grid }: Table): ParameterRanges {
  return {
    [rate]: { kind: 'list', values: grid.rates },
    [decay]: { kind: 'list', values: grid.decays },
  };
}

export function settingsAt({ settings }: Table, cell: Cell): Settings {
  const optimizer = { ...settings.optimizer, learning_rate: cell.rate, weight_decay: cell.decay };
  return { ...settings, optimizer };
}
