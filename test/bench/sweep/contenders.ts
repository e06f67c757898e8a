import { weightDecayForTarget } from '../../../src/diagnosis/plannedShrink';
import type { Settings } from '../../../src/protocol/settings';
import { halvingPruner } from '../../../src/sweep/prune/halving';
import { noPruner } from '../../../src/sweep/prune/pruner';
import { Random } from '../../../src/sweep/random';
import { guidedSearch } from '../../../src/sweep/search/guided';
import { gridSearch } from '../../../src/sweep/search/grid';
import { randomSearch } from '../../../src/sweep/search/random';
import { tpeSearch } from '../../../src/sweep/search/tpe';
import { intervals, lists, replay, settingsAt, type ContestEnd } from './replay';
import type { Cell, Table } from './table';

/** One sweep of a task. */
export interface Result {
  /** Points behind the best cell of the grid; what a sweep that finished nothing is behind too. */
  readonly behind: number;
  /** In full trainings. */
  readonly cost: number;
}

export const contenders = ['random', 'TPE', 'TPE with halving'] as const;
export type Contender = (typeof contenders)[number];

/** Full trainings that each sweep may spend, beside as many as guided search took. */
export const budgets = [3.5, 7, 14] as const;

/** All sweeps of one task. */
export interface TaskResults {
  readonly table: Table;
  readonly grid: readonly Result[];
  readonly guided: readonly Result[];
  readonly unvalidated: readonly Result[];
  /** As many sweeps as there are of guided search, each with the cost of one of them. */
  readonly equal: Readonly<Record<Contender, readonly Result[]>>;
  /** Random search with validation data at the cost of guided search without. */
  readonly randomLikeUnvalidated: readonly Result[];
  /** By contender, in the order of `budgets`. */
  readonly atBudgets: Readonly<Record<Contender, readonly (readonly Result[])[]>>;
}

/**
 * Guided search from every cell of the grid, for every seed of the trainings; as many sweeps of the
 * others, each with draws of its own.
 */
export async function contest(table: Table): Promise<TaskResults> {
  const guided: Result[] = [];
  const unvalidated: Result[] = [];
  const grid: Result[] = [];
  const randomLikeUnvalidated: Result[] = [];
  const equal = { random: [], TPE: [], 'TPE with halving': [] } as Record<Contender, Result[]>;
  const atBudgets = { random: [], TPE: [], 'TPE with halving': [] } as Record<
    Contender,
    Result[][]
  >;
  for (const seed of table.seeds) {
    const full = gridSearch(lists(table));
    grid.push(judge(table, await replay({ table, seed, search: full, pruner: noPruner })));
    for (const [draw, start] of table.cells.entries()) {
      const own = await guide(table, seed, start, false);
      const blind = await guide(table, seed, start, true);
      guided.push(own);
      unvalidated.push(blind);
      randomLikeUnvalidated.push(await play('random', table, seed, draw, blind.cost));
      for (const name of contenders) {
        equal[name].push(await play(name, table, seed, draw, own.cost));
        for (const [i, budget] of budgets.entries())
          (atBudgets[name][i] ??= []).push(await play(name, table, seed, draw, budget));
      }
    }
  }
  return { table, grid, guided, unvalidated, equal, randomLikeUnvalidated, atBudgets };
}

async function guide(table: Table, seed: number, start: Cell, hides: boolean): Promise<Result> {
  const search = guidedSearch(lists(table), settingsAt(table, start), decayForTarget);
  return judge(
    table,
    await replay({ table, seed, search, pruner: noPruner, hidesValidation: hides }),
  );
}

async function play(
  name: Contender,
  table: Table,
  seed: number,
  draw: number,
  budget: number,
): Promise<Result> {
  const own = new Random(draw, `${table.name} ${seed}`).uint32();
  const ranges = intervals(table);
  const search = name === 'random' ? randomSearch(ranges, 60, own) : tpeSearch(ranges, 60, own);
  const pruner = name === 'TPE with halving' ? halvingPruner(table.epochs) : noPruner;
  return judge(table, await replay({ table, seed, search, pruner, budget }));
}

function judge(table: Table, { chosen, cost }: ContestEnd): Result {
  const chance = 100 / table.run(table.seeds[0]!, table.cells[0]!).classes;
  return { behind: table.best - (chosen ? table.score(chosen) : chance), cost };
}

function decayForTarget(settings: Settings, totalSteps: number): number | undefined {
  return weightDecayForTarget({
    ...{ settings, totalSteps, outcome: 'running', share: 0 },
    ...{ hasValidation: false, normalized: false },
  });
}
