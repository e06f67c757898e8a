import type { ScheduleSettings } from '../../protocol/settings';
import { oneCycleShare } from './oneCycle';

/**
 * Learning rate of one optimizer step.
 *
 * Let w = round(warmup x totalSteps). For all kinds but `one_cycle` steps 1 to w rise linearly,
 * step / (w + 1) of the rate, and step w + 1 is the first at the full rate. After them
 * - `constant` stays,
 * - `cosine` falls to 0 as (1 + cos(pi t)) / 2, with t the share done of the steps after warm-up
 *   (PyTorch's CosineAnnealingLR, eta_min 0; the rate after the last step would be 0),
 * - `step` is multiplied by `factor` each time `every` of the whole run is done,
 * - `exponential` goes to `factor` times the rate in equal ratios, the last step at all of it.
 *
 * `one_cycle` is PyTorch's OneCycleLR with its defaults; `warmup`, where it is not 0, takes the
 * place of pct_start 0.3.
 *
 * @param step counts from 1 to totalSteps
 */
export function learningRateAt(
  schedule: ScheduleSettings,
  baseRate: number,
  step: number,
  totalSteps: number,
): number {
  if (!Number.isInteger(step) || step < 1 || step > totalSteps)
    throw new Error(`Steps are 1 to ${totalSteps}, got ${step}.`);
  return baseRate * shareAt(schedule, step, totalSteps);
}

/**
 * Sum of the learning rates of all steps, as total shrink and decay horizon need it. Of more than a
 * million steps a million are read, evenly spread: nobody waits for a sum.
 */
export function learningRateSum(
  schedule: ScheduleSettings,
  baseRate: number,
  totalSteps: number,
): number {
  const read = Math.min(totalSteps, stepsRead);
  let sum = 0;
  for (let n = 0; n < read; n++) {
    const step = Math.floor(((n + 0.5) * totalSteps) / read) + 1;
    sum += shareAt(schedule, step, totalSteps);
  }
  return baseRate * sum * (totalSteps / read);
}

const stepsRead = 1e6;

function shareAt(schedule: ScheduleSettings, step: number, totalSteps: number): number {
  if (schedule.kind === 'one_cycle') return oneCycleShare(step, totalSteps, schedule.warmup || 0.3);
  const warmup = Math.min(Math.round(schedule.warmup * totalSteps), totalSteps - 1);
  const rise = Math.min(1, step / (warmup + 1));
  switch (schedule.kind) {
    case 'constant':
      return rise;
    case 'cosine': {
      const done = Math.max(0, step - 1 - warmup) / (totalSteps - warmup);
      return (rise * (1 + Math.cos(Math.PI * done))) / 2;
    }
    case 'step': {
      // 0.1 x 30 is a little more than 3; without the allowance the rate would fall a step late.
      const falls = Math.floor((step - 1) / (schedule.every * totalSteps) + 1e-9);
      return rise * schedule.factor ** falls;
    }
    case 'exponential':
      return rise * schedule.factor ** ((step - 1) / Math.max(1, totalSteps - 1));
  }
}
