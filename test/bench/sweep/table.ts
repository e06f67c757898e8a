import type { Settings } from '../../../src/protocol/settings';
import { nearest } from '../rules/recordedRuns';
import type { CellRun } from './cellRun';
import type { Grid } from './tasks';

/** A task with every cell of its grid trained for every seed. */
export class Table {
  private readonly runs: ReadonlyMap<string, CellRun>;
  private readonly scores: ReadonlyMap<string, number>;

  constructor(
    readonly name: string,
    readonly isNew: boolean,
    /** Learning rate and weight decay are placeholders. */
    readonly settings: Settings,
    readonly grid: Grid,
    readonly seeds: readonly number[],
    runs: readonly CellRun[],
  ) {
    this.runs = new Map(runs.map((run) => [keyOf(run.seed, run), run]));
    const score = (cell: Cell) => mean(seeds.map((seed) => this.run(seed, cell).testScore));
    this.scores = new Map(this.cells.map((cell) => [keyOf(0, cell), score(cell)]));
  }

  get epochs(): number {
    return this.settings.training.epochs;
  }

  get cells(): readonly Cell[] {
    const { decays, rates } = this.grid;
    return decays.flatMap((decay) => rates.map((rate) => ({ decay, rate })));
  }

  run(seed: number, cell: Cell): CellRun {
    const run = this.runs.get(keyOf(seed, cell));
    if (!run) throw new Error(`${this.name} has no run of ${keyOf(seed, cell)}.`);
    return run;
  }

  /** What the values of a cell are worth: test score, the mean of the seeds, in points. */
  score(cell: Cell): number {
    return 100 * (this.scores.get(keyOf(0, cell)) ?? NaN);
  }

  /** Score of the best cell, in hindsight. */
  get best(): number {
    return Math.max(...this.cells.map((cell) => this.score(cell)));
  }

  /** The cell nearest to some values by ratio. */
  cellAt(decay: number, rate: number): Cell {
    const { decays, rates } = this.grid;
    return { decay: decays[nearest(decays, decay)]!, rate: rates[nearest(rates, rate)]! };
  }
}

/** A pair of the grid's values. */
export interface Cell {
  readonly decay: number;
  readonly rate: number;
}

function keyOf(seed: number, { decay, rate }: Cell): string {
  return `${seed} ${decay} ${rate}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
