import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openEngine } from '../../../src/core/engines/ladder';
import type { CellRun } from './cellRun';
import { taskData } from './heldOut';
import { gridOf, type Task } from './tasks';
import { trainCell } from './trainCell';

export interface TruthRequest {
  readonly tasks: readonly Task[];
  readonly seeds: readonly number[];
  readonly bundledFolder: string;
  /** Where runs are kept, so that a stopped benchmark goes on where it was. */
  readonly folder: string;
  /** Gets what is left to do, after each run. */
  readonly onProgress: (left: number, task: Task) => void;
}

/** Every cell of every task's grid, trained once for each seed: read where it was trained before. */
export async function trainTruth(request: TruthRequest): Promise<readonly CellRun[]> {
  const { tasks, seeds, bundledFolder, folder, onProgress } = request;
  const engine = await openEngine('onnx', { threads: 1, flushDenormals: true });
  const known = new Map(tasks.map((task) => [task, readKnown(placeOf(task, folder))]));
  const all: CellRun[] = [];
  let left = tasks.reduce((sum, task) => sum + cellsOf(task).length * seeds.length, 0);
  for (const seed of seeds)
    for (const task of tasks) {
      const old = known.get(task) ?? [];
      let data: ReturnType<typeof taskData> | undefined;
      for (const cell of cellsOf(task)) {
        let run = old.find(
          (one) => one.seed === seed && one.decay === cell.decay && one.rate === cell.rate,
        );
        if (!run) {
          data ??= taskData(task, seed, bundledFolder);
          run = await trainCell(task, cell, seed, await data, engine);
          keep(placeOf(task, folder), run);
        }
        all.push(run);
        left--;
        onProgress(left, task);
      }
    }
  return all;
}

function cellsOf(task: Task) {
  const { decays, rates } = gridOf(task);
  return decays.flatMap((decay) => rates.map((rate) => ({ decay, rate })));
}

/** Another definition of a task is another file. */
function placeOf(task: Task, folder: string): string {
  const { settings, validation, test } = task;
  const text = JSON.stringify([settings, validation, test, gridOf(task)]);
  return join(folder, `${createHash('sha1').update(text).digest('hex').slice(0, 12)}.jsonl`);
}

/** A line that was torn when the benchmark was stopped is passed over. */
function readKnown(path: string): readonly CellRun[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as CellRun];
      } catch {
        return [];
      }
    });
}

function keep(path: string, run: CellRun): void {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, `\n${JSON.stringify(run)}`);
}
