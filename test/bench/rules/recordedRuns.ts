import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** A line of the recorded grids: one full training run of a task at one weight decay and rate. */
export interface RecordedRun {
  /** Task, such as `F1`. */
  readonly t: string;
  readonly seed: number;
  readonly wd: number;
  readonly lr: number;
  /** Epochs planned. */
  readonly E: number;
  /** Optimizer steps an epoch. */
  readonly spe: number;
  /** `sgd` is with momentum 0.9 and coupled decay. */
  readonly opt: 'sgd' | 'adamw';
  /** Classes. */
  readonly C: number;
  /** Test accuracy at the end. */
  readonly fin: number;
  readonly K: Curves;
}

/** Values after epoch 0 (before training), 1, 2, ...; a run that diverged ends early. */
export interface Curves {
  /** Evaluated train loss and accuracy, validation loss and accuracy, running train loss. */
  readonly tl: readonly (number | null)[];
  readonly ta: readonly (number | null)[];
  readonly vl: readonly (number | null)[];
  readonly va: readonly (number | null)[];
  readonly rl: readonly (number | null)[];
  /** Test loss and accuracy: held-out data with clean labels. */
  readonly sl: readonly (number | null)[];
  readonly sa: readonly (number | null)[];
  /** By epoch and hidden layer. */
  readonly oui: readonly (readonly (number | null)[])[];
  readonly dead: readonly (readonly (number | null)[])[];
  /** |W| / |W0| and |W - W0| / |W0|, by epoch and weight layer. */
  readonly wn: readonly (readonly (number | null)[])[];
  readonly rel: readonly (readonly (number | null)[])[];
}

/** Weight decay and learning rate as positions in the grid. */
export interface Cell {
  readonly decay: number;
  readonly rate: number;
}

const halfDecades = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => 10 ** (from + 0.5 * i));

export const decays = { sgd: [0, ...halfDecades(-4, 8)], adamw: [0, ...halfDecades(-2, 8)] };
export const rates = { sgd: halfDecades(-3, 7), adamw: halfDecades(-4, 7) };

export async function readRecordedRuns(path: string): Promise<readonly RecordedRun[]> {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()) });
  const runs: RecordedRun[] = [];
  for await (const line of lines) if (line) runs.push(JSON.parse(line) as RecordedRun);
  return runs;
}

export function cellOf({ opt, wd, lr }: RecordedRun): Cell {
  return { decay: nearest(decays[opt], wd), rate: nearest(rates[opt], lr) };
}

/** Position of the value nearest by ratio; 0 is its own neighbour only. */
export function nearest(values: readonly number[], wanted: number): number {
  const distance = (one: number) =>
    one === 0 || wanted === 0 ? (one === wanted ? 0 : Infinity) : Math.abs(Math.log(one / wanted));
  let best = 0;
  values.forEach((one, i) => {
    if (distance(one) < distance(values[best]!)) best = i;
  });
  return best;
}
