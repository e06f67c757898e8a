import type { RunView } from '../protocol/runView';
import type { LossUnit } from './signals';

/**
 * The loss of guessing for a classifier (log of the number of classes, log 2 for logistic loss),
 * the run's own first loss otherwise; undefined when that is missing or not positive.
 */
export function lossUnitOf(view: RunView): LossUnit | undefined {
  const classes = view.started?.classes;
  switch (view.record.settings.loss) {
    case 'cross_entropy':
      if (classes !== undefined && classes >= 2)
        return { value: Math.log(classes), says: `guessing (log ${classes})` };
      return ownUnit(view);
    case 'logistic':
      return { value: Math.log(2), says: 'guessing (log 2)' };
    case 'mse':
      return ownUnit(view);
  }
}

/** Losses beyond this many loss units say no more than "high". */
export const lossCap = 3;

/** Train loss before the first update, raw. */
export function firstLoss(view: RunView): number | undefined {
  const start = view.epochs.find(({ epoch }) => epoch === 0);
  const loss = start?.metrics['train_loss'] ?? start?.trainLoss;
  return loss !== undefined && Number.isFinite(loss) ? loss : undefined;
}

function ownUnit(view: RunView): LossUnit | undefined {
  const value = firstLoss(view);
  return value !== undefined && value > 0 ? { value, says: 'its first loss' } : undefined;
}
