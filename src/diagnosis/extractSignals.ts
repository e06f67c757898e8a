import type { EpochEnded } from '../protocol/events';
import type { RunView } from '../protocol/runView';
import { findBlowUp } from './blowUp';
import { findBump } from './bump';
import { firstLoss, lossUnitOf } from './lossUnit';
import { peakNormRatio } from './peakNormRatio';
import { plannedShrink } from './plannedShrink';
import { readEpoch } from './readEpoch';
import type { Signals } from './signals';

/** Rules speak from this part of a run on; they were measured there. */
const firstShare = 0.1;
/** Later than this a first reading is no early one. */
const earlyUntil = 0.25;

/** What the rules look at, out of a run's record and events. Pure; missing things are left out. */
export function extractSignals(view: RunView): Signals {
  const { settings } = view.record;
  const { started } = view;
  const unit = lossUnitOf(view);
  const readable = readableEpochs(view);
  const readings = readable.map((ended) =>
    readEpoch(view, ended, unit, shareOf(view, ended.epoch)),
  );
  const first = readings[0];
  const early = first && first.share <= earlyUntil ? first : undefined;
  const last = readings.at(-1);
  const latest = last && { ...last, share: view.outcome === 'finished' ? 1 : last.share };
  const start = firstLoss(view);
  const blowUp = findBlowUp(view, readings);
  const bump = findBump(view, unit, latest?.epoch);
  const peak = peakNormRatio(view);
  const shrink = plannedShrink(view);
  return {
    settings,
    outcome: view.outcome,
    share: view.outcome === 'finished' ? 1 : shareOf(view, view.epochs.at(-1)?.epoch ?? 0),
    hasValidation: view.epochs.some(({ validationLoss }) => validationLoss !== undefined),
    normalized: settings.model.normalization !== 'none',
    ...(started?.classes !== undefined && { classes: started.classes }),
    ...(started?.samples && { samples: started.samples.train }),
    ...(started?.totalSteps !== undefined && { totalSteps: started.totalSteps }),
    ...(started?.inputsCentred !== undefined && { inputsCentred: started.inputsCentred }),
    ...(unit && { lossUnit: unit }),
    ...(unit && start !== undefined && { initialLoss: start / unit.value }),
    ...(early && { early }),
    ...(latest && { latest }),
    ...lastOui(view),
    ...(blowUp && { blowUp }),
    ...(bump && { bump }),
    ...(peak !== undefined && { peakNormRatio: peak }),
    ...(shrink !== undefined && { shrink }),
  };
}

/**
 * Epochs from 10 % of the run on whose train loss was evaluated; all of them where none was, as
 * with trainers that only report the mean over mini-batches.
 */
function readableEpochs(view: RunView): readonly EpochEnded[] {
  const late = view.epochs.filter(
    ({ epoch, trainLoss }) =>
      epoch > 0 && shareOf(view, epoch) >= firstShare && Number.isFinite(trainLoss),
  );
  const evaluated = late.filter(({ metrics }) => Number.isFinite(metrics['train_loss'] ?? NaN));
  return evaluated.length > 0 ? evaluated : late;
}

function lastOui({ steps }: RunView): Pick<Signals, 'lastOui'> {
  const last = steps.findLast(({ metrics }) => metrics['oui'] !== undefined);
  const { oui, oui_relative: ouiRelative } = last?.metrics ?? {};
  if (!last || oui === undefined || ouiRelative === undefined) return {};
  return { lastOui: { step: last.step, oui, ouiRelative } };
}

function shareOf(view: RunView, epoch: number): number {
  const { epochs } = view.record.settings.training;
  return epochs > 0 ? Math.min(1, epoch / epochs) : 0;
}
