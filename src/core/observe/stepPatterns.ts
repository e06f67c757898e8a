import type { MonitorSettings } from '../../protocol/settings';
import type { WorkEstimate } from './workEstimate';

/**
 * Looks at every few steps, in a long run, cost more than they may: each needs a forward pass of the
 * probe. OUI is then that of the steps' own mini-batches, out of the training step itself, as it was
 * published (arXiv 2504.17160); whole looks at the probe and the weights are rarer.
 */
export interface StepPatterns {
  /** Samples of a mini-batch that are compared, all pairs of them. */
  readonly samples: number;
  /** Asked steps whose mean is told: mini-batches differ. */
  readonly averaged: number;
  /** Steps from whole look to whole look. */
  readonly wholeEvery: number;
  /** For people. */
  readonly says: string;
}

/** All pairs of 32 samples are 496; the published experiments take 28, which 8 samples have. */
export const comparedSamples = { most: 32, least: 8 } as const;

/** The OUI of one mini-batch of digits has a standard deviation of 0.02. */
const averaged = 8;

/**
 * Shares of the run's time that looks at asked steps may take: 1 and 3 %, less a part, as rare looks
 * find nothing in the caches and the estimate does not know the machine.
 */
const budgets = { economy: 0.65 * 0.01, standard: 0.65 * 0.03, full: Infinity } as const;
/** Part of the budget for whole looks, however little the others leave. */
const leastForWhole = 0.1;
/** In a run with fewer looks each is a whole one: all of them take a moment. */
const fewLooks = 100;
/** Whole looks that a run has in any case. */
const leastWhole = 20;

interface Asked {
  readonly preset: MonitorSettings['preset'];
  readonly everySteps: number;
  readonly looks: number;
  /** Samples of a mini-batch, at most, 0 where no layer switches. */
  readonly comparable: number;
}

/** Undefined where whole looks at all asked steps are affordable, or nothing else can be done. */
export function planStepPatterns(asked: Asked, work: WorkEstimate): StepPatterns | undefined {
  const { preset, everySteps, looks, comparable } = asked;
  const budget = budgets[preset] * everySteps * work.step;
  const samples = Math.min(comparedSamples.most, comparable);
  const stepLook = work.stepLook(samples);
  if (work.look <= budget || work.look <= stepLook || looks < fewLooks) return undefined;
  if (samples < comparedSamples.least) return undefined;
  const left = Math.max(budget - stepLook, leastForWhole * budget);
  const every = Math.min(Math.ceil(work.look / left), Math.floor(looks / leastWhole));
  const wholeEvery = everySteps * every;
  const says =
    `OUI is that of the first ${samples} samples of each such step's mini-batch, the mean of ` +
    `${averaged} steps; the rest is measured every ${wholeEvery} steps, as a look at the probe costs about ` +
    `${(work.look / work.step).toFixed(1)} steps.`;
  return { samples, averaged, wholeEvery, says };
}
