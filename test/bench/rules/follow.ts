import type { Remedy } from '../../../src/protocol/finding';
import { cellOf, decays, nearest, rates, type Cell, type RecordedRun } from './recordedRuns';

/** Final test accuracy by task and cell, the mean of its seeds, in points. */
export class Outcomes {
  private readonly sums = new Map<string, { sum: number; count: number }>();
  private readonly best = new Map<string, number>();

  constructor(runs: readonly RecordedRun[]) {
    for (const run of runs) {
      const key = keyOf(run.t, cellOf(run));
      const { sum, count } = this.sums.get(key) ?? { sum: 0, count: 0 };
      this.sums.set(key, { sum: sum + 100 * run.fin, count: count + 1 });
    }
    for (const run of runs) {
      const at = this.at(run.t, cellOf(run));
      this.best.set(run.t, Math.max(at, this.best.get(run.t) ?? 0));
    }
  }

  at(task: string, cell: Cell): number {
    const { sum, count } = this.sums.get(keyOf(task, cell)) ?? { sum: NaN, count: 1 };
    return sum / count;
  }

  /** Points below the best cell of the task. */
  regret(task: string, cell: Cell): number {
    return (this.best.get(task) ?? NaN) - this.at(task, cell);
  }
}

/**
 * The cell nearest to what a run would be after all the given changes; undefined for advice on the
 * initialization, which the grids do not vary.
 */
export function follow(run: RecordedRun, remedies: readonly Remedy[]): Cell | undefined {
  let cell = cellOf(run);
  for (const { change } of remedies) {
    switch (change.path) {
      case 'optimizer.learning_rate':
        cell = { ...cell, rate: nearest(rates[run.opt], change.to) };
        break;
      case 'optimizer.weight_decay':
        cell = { ...cell, decay: decayCell(run, change.to) };
        break;
      default:
        return undefined;
    }
  }
  return cell;
}

/** Below the grid's smallest weight decay, less is none; other values go to their neighbour. */
function decayCell({ opt, wd }: RecordedRun, to: number): number {
  const grid = decays[opt];
  const smallest = grid[1]!;
  if (to < smallest / 10 ** 0.25 && to < wd) return 0;
  return nearest(grid, to);
}

function keyOf(task: string, { decay, rate }: Cell): string {
  return `${task} ${decay} ${rate}`;
}
