import type { Settings } from '../protocol/settings';

/** A step of a run whose learning rate rises by the same factor each step. */
export interface RangePoint {
  readonly learningRate: number;
  /** Of the step's mini-batch, before its update. */
  readonly loss: number;
}

export interface RangeReading {
  /** The steps before the loss left every bound, with the smoothed loss. */
  readonly points: readonly (RangePoint & { readonly smoothed: number })[];
  /** Where the smoothed loss is least. */
  readonly leastLossAt: number;
  readonly leastLoss: number;
  /** A quarter of `leastLossAt`. */
  readonly suggested: number;
  /** The loss was still falling at the end: the best may lie beyond. */
  readonly isOpen: boolean;
}

/** Weight of the past in the smoothed loss. */
const memory = 0.95;
/** The first steps say more of the start than of the rate. */
const skipped = 0.1;
/** A smoothed loss so many times the least ends the reading. */
const blowUp = 4;

/**
 * Reads a learning-rate range test (Smith 2018, arXiv 1803.09820): the loss, smoothed by a
 * bias-corrected moving average, without the first tenth. Suggested is the rate of least loss over 4
 * (measured: least at .20 to .24, the best full run at .03 to .1, .3 within two points; the steepest
 * slope picked the first steps). Undefined where nothing finite is left.
 */
export function readRangeTest(all: readonly RangePoint[]): RangeReading | undefined {
  const points: RangeReading['points'][number][] = [];
  let average = 0;
  let weight = 0;
  let least = Infinity;
  for (const point of all) {
    average = memory * average + (1 - memory) * point.loss;
    weight = memory * weight + (1 - memory);
    const smoothed = average / weight;
    if (!Number.isFinite(smoothed) || smoothed > blowUp * least) break;
    points.push({ ...point, smoothed });
    if (points.length > 20) least = Math.min(least, smoothed);
  }
  const read = points.slice(Math.floor(skipped * all.length));
  const [first] = read;
  if (!first) return undefined;
  const best = read.reduce((a, b) => (b.smoothed < a.smoothed ? b : a), first);
  return {
    points,
    leastLossAt: best.learningRate,
    leastLoss: best.smoothed,
    suggested: Number((best.learningRate / 4).toPrecision(2)),
    isOpen: best === points.at(-1),
  };
}

/** Steps of a range test, about: 50 for each power of ten. */
export const rangeSteps = 300;

/** Rates between which an optimizer is tested. */
export function usualRates({ optimizer }: Settings): {
  readonly low: number;
  readonly high: number;
} {
  switch (optimizer.kind) {
    case 'sgd':
    case 'momentum':
      return { low: 1e-4, high: 10 };
    case 'muon':
      return { low: 1e-5, high: 1 };
    case 'adam':
    case 'adamw':
      return { low: 1e-6, high: 1 };
  }
}

/** The settings of the test's run: as they are, but for the rate and the length. */
export function rangeTestSettings(
  settings: Settings,
  { low, high }: { readonly low: number; readonly high: number },
  epochs: number,
): Settings {
  const { batch_size, seed, clip_gradient_norm } = settings.training;
  return {
    ...settings,
    optimizer: { ...settings.optimizer, learning_rate: low },
    schedule: { kind: 'exponential', warmup: 0, factor: high / low },
    training: {
      ...{ epochs, batch_size, seed },
      ...(clip_gradient_norm !== undefined && { clip_gradient_norm }),
    },
    monitor: { ...settings.monitor, preset: 'economy' },
  };
}
