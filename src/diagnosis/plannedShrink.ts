import { isDefined } from '../metrics/measured';
import { totalShrink, weightDecayForShrink } from '../metrics/totalShrink';
import type { RunView } from '../protocol/runView';
import type { OptimizerSettings, ScheduleSettings, Settings } from '../protocol/settings';
import type { Signals } from './signals';

/**
 * Total shrink that was near the best on every task measured, learning rate tuned: 0.5 to 1, flat
 * within a factor of 2 either way (measured: mean regret by S = .25 1.44, .5 1.07, .71 .91, 1 .94,
 * 2 1.41 points).
 */
export const targetShrink = 0.7;

/** S planned for the whole run, as recorded or else from the settings; undefined for adam. */
export function plannedShrink(view: RunView): number | undefined {
  const recorded = view.steps.findLast((step) => step.metrics['total_shrink'] !== undefined);
  const value = recorded?.metrics['total_shrink'];
  if (value !== undefined && Number.isFinite(value)) return value;
  const { settings } = view.record;
  const rates = learningRateSum(settings, view.started?.totalSteps);
  if (rates === undefined) return undefined;
  const shrink = totalShrink({ ...decaySettings(settings.optimizer), learningRateSum: rates });
  return isDefined(shrink) ? shrink : undefined;
}

/** The weight decay that brings total shrink to the target at the learning rate as it is. */
export function weightDecayForTarget({
  settings,
  shrink,
  totalSteps,
}: Signals): number | undefined {
  const { weight_decay: decay } = settings.optimizer;
  if (shrink !== undefined && shrink > 0 && decay > 0) return (decay * targetShrink) / shrink;
  const rates = learningRateSum(settings, totalSteps);
  if (rates === undefined) return undefined;
  const wanted = weightDecayForShrink({
    ...decaySettings(settings.optimizer),
    shrink: targetShrink,
    learningRateSum: rates,
  });
  return isDefined(wanted) ? wanted : undefined;
}

/** Mean over a run of the learning rate as a share of `learning_rate`, to within 1 %. */
export function meanShare(schedule: ScheduleSettings): number {
  const { warmup } = schedule;
  switch (schedule.kind) {
    case 'constant':
      return 1 - warmup / 2;
    case 'cosine':
      return 0.5;
    case 'one_cycle':
      // Rises from 1/25 for 30 % of the run (or for the warm-up), then falls to nothing.
      return 0.5 + 0.02 * (warmup || 0.3);
    case 'step': {
      const points = 1000;
      let sum = 0;
      for (let i = 0; i < points; i++) {
        const done = (i + 0.5) / points;
        sum +=
          Math.min(1, warmup > 0 ? done / warmup : 1) *
          schedule.factor ** Math.floor(done / schedule.every);
      }
      return sum / points;
    }
    case 'exponential': {
      const { factor } = schedule;
      const mean = factor === 1 ? 1 : (factor - 1) / Math.log(factor);
      return mean * (1 - warmup / 2);
    }
  }
}

function learningRateSum(settings: Settings, totalSteps: number | undefined): number | undefined {
  if (totalSteps === undefined) return undefined;
  const sum = settings.optimizer.learning_rate * meanShare(settings.schedule) * totalSteps;
  return Number.isFinite(sum) && sum >= 0 ? sum : undefined;
}

function decaySettings({ kind, weight_decay, momentum }: OptimizerSettings) {
  return { optimizer: kind, weightDecay: weight_decay, momentum };
}
