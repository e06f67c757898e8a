import type { RunView } from '../protocol/runView';
import { stepOf } from './readEpoch';
import type { Bump, LossUnit } from './signals';

/**
 * The largest rise of the train loss between neighbouring epochs, in loss units: of the evaluated
 * losses where every epoch up to `until` has one, of the means over mini-batches otherwise.
 * Undefined where the loss never rose.
 */
export function findBump(
  view: RunView,
  unit: LossUnit | undefined,
  until: number | undefined,
): Bump | undefined {
  if (!unit || until === undefined) return undefined;
  const epochs = view.epochs.filter(({ epoch }) => epoch <= until);
  const evaluated = epochs.every(({ metrics }) => metrics['train_loss'] !== undefined);
  const losses = evaluated
    ? epochs.map(({ epoch, metrics }) => ({ epoch, loss: metrics['train_loss'] ?? NaN }))
    : epochs
        .filter(({ epoch }) => epoch > 0)
        .map(({ epoch, trainLoss }) => ({ epoch, loss: trainLoss }));
  let bump: Bump | undefined;
  losses.forEach(({ epoch, loss }, i) => {
    const before = losses[i - 1];
    const size = before ? (loss - before.loss) / unit.value : 0;
    if (size > (bump?.size ?? 0)) bump = { size, epoch, step: stepOf(view, epoch), evaluated };
  });
  return bump;
}
