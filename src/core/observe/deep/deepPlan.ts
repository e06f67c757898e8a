import type { WorkEstimate } from '../workEstimate';
import { tenthOf } from '../monitoringPlan';
import { sliceSizes } from './trainingSlice';

/** When a run is looked at deeply: decided before it starts, from the amount of work alone. */
export interface DeepPlan {
  readonly steps: ReadonlySet<number>;
  /** For people: how often, and what it costs. */
  readonly says: string;
}

/**
 * Deep looks may take this share of a run; start, tenth and end are looked at in any case. A number
 * in `monitor.every_steps` asks for a deep look each time, whatever it costs.
 */
const deepBudget = 0.2;
const mostLooks = 40;
/** Gradients that the curvature takes, two a product: few after the first look. */
const curvatureGradients = 20;

export function planDeepLooks(
  run: {
    readonly totalSteps: number;
    readonly trainSamples: number;
    readonly batchSize: number | 'all';
    readonly everySteps: number | 'auto';
  },
  work: WorkEstimate,
): DeepPlan {
  const { totalSteps, trainSamples, batchSize, everySteps } = run;
  const batch = batchSize === 'all' ? trainSamples : batchSize;
  const sizes = sliceSizes(trainSamples, batchSize);
  const samples = sizes.whole + sizes.batch * sizes.batches + curvatureGradients * sizes.curvature;
  const cost = 2 * work.look + (samples / batch) * work.step;
  const whole = totalSteps * work.step;
  const times = Math.min(mostLooks, Math.max(1, Math.floor((deepBudget * whole) / cost) - 2));
  const every = everySteps === 'auto' ? Math.ceil(totalSteps / times) : everySteps;
  const steps = new Set([0, tenthOf(totalSteps), totalSteps]);
  for (let step = every; step <= totalSteps; step += every) steps.add(step);
  const share = (100 * steps.size * cost) / whole;
  const about = share < 10 ? share.toFixed(1) : share.toFixed(0);
  const says =
    `Hessian products, kernels and gradients of preset full: ${steps.size} times, at the start, a ` +
    `tenth of the run, its end${every < totalSteps ? ` and every ${every} steps` : ''}; one such ` +
    `look costs about ${Math.ceil(cost / work.step)} steps, all together about ${about} % on top.`;
  return { steps, says };
}
