import { formatNumber } from '../protocol/formatNumber';
import type { RunView } from '../protocol/runView';
import { isAbove, isBelow } from './below';
import { firstLoss } from './lossUnit';
import { grewBeforeShrinking, peakNormRatio } from './peakNormRatio';
import { stepOf } from './readEpoch';
import type { BlowUp, Reading } from './signals';
import { percent } from './words';

/**
 * A train loss above this many times the run's own first one is worse than not training. Measured
 * against the first loss and not against guessing: "above log C" fired on slow starts and cost 52
 * points on one task (advice 4.4).
 */
const worseThanStart = 1.15;
/** Before 10 % of the run a loss may still come back; this much is beyond hope. */
const beyondHope = 4;

/** Whether and how a run blew up; `readings` are those from 10 % of the run on, oldest first. */
export function findBlowUp(view: RunView, readings: readonly Reading[]): BlowUp | undefined {
  return notFinite(view) ?? rose(view, readings) ?? fellToChance(view, readings);
}

function notFinite(view: RunView): BlowUp | undefined {
  const step = view.steps.find(({ trainLoss }) => !Number.isFinite(trainLoss));
  const epoch = view.epochs.find(
    ({ trainLoss, metrics }) =>
      !Number.isFinite(trainLoss) || !Number.isFinite(metrics['train_loss'] ?? 0),
  );
  if (!step && !epoch && view.outcome !== 'diverged') return undefined;
  const at = step?.step ?? (epoch ? stepOf(view, epoch.epoch) : lastStep(view));
  const lost =
    step?.trainLoss ??
    [epoch?.trainLoss, epoch?.metrics['train_loss']].find((loss) => !Number.isFinite(loss ?? 0));
  const became = `became ${lost} at step ${at}`;
  // A trainer also gives up on a loss that only grew.
  const isFinite = lost === undefined || Number.isFinite(lost);
  return {
    kind: isFinite ? 'rose' : 'not_finite',
    step: at,
    ...lastFiniteLoss(view),
    expected: isFinite ? expectation.rose : `to stay finite; it ${became}`,
    says:
      view.ended?.reason ?? (isFinite ? 'The training diverged.' : `The training loss ${became}.`),
  };
}

function rose(view: RunView, readings: readonly Reading[]): BlowUp | undefined {
  const first = firstLoss(view);
  const latest = readings.at(-1);
  const last = latest
    ? view.epochs.find(({ epoch }) => epoch === latest.epoch)
    : view.epochs.at(-1);
  if (first === undefined || first <= 0 || !last || last.epoch === 0) return undefined;
  const loss = last.metrics['train_loss'] ?? last.trainLoss;
  if (loss <= (latest ? worseThanStart : beyondHope) * first) return undefined;
  return {
    kind: 'rose',
    step: stepOf(view, last.epoch),
    loss,
    lossStep: stepOf(view, last.epoch),
    expected: expectation.rose,
    says:
      `The training loss went from ${short(first)} at the start to ${short(loss)} after ` +
      `epoch ${last.epoch}.`,
  };
}

function fellToChance(view: RunView, readings: readonly Reading[]): BlowUp | undefined {
  const [early] = readings;
  const latest = readings.at(-1);
  if (!early || !latest || early.share > 0.25) return undefined;
  const stuck =
    isBelow(early.trainProgress, 0.05) &&
    isBelow(early.trainSkill, 0.05) &&
    isBelow(latest.trainProgress, 0.2);
  const peak = peakNormRatio(view);
  const grew = isAbove(peak, grewBeforeShrinking);
  // Weights that only ever shrank are at chance because of weight decay.
  const moved = (early.movement ?? 0) > 0.1 && (early.normRatio ?? 1) > 0.7;
  if (!stuck || !(grew || moved)) return undefined;
  return {
    kind: 'fell_to_chance',
    step: early.step,
    ...lastFiniteLoss(view),
    expected: expectation.fellToChance,
    says:
      `After epoch ${early.epoch} the network still guesses, although its weights ` +
      (grew
        ? `grew to ${formatNumber(Number((peak ?? 0).toPrecision(2)))} times their first size.`
        : `have moved by ${percent(early.movement ?? 0)} of their size.`),
  };
}

const expectation = {
  rose: 'below the first loss',
  fellToChance: 'well below the loss of guessing once the weights have moved',
} as const;

function lastFiniteLoss(view: RunView): Pick<BlowUp, 'loss' | 'lossStep'> {
  const step = view.steps.findLast(({ trainLoss }) => Number.isFinite(trainLoss));
  if (step) return { loss: step.trainLoss, lossStep: step.step };
  const epoch = view.epochs.findLast(({ trainLoss }) => Number.isFinite(trainLoss));
  if (epoch) return { loss: epoch.trainLoss, lossStep: stepOf(view, epoch.epoch) };
  return { loss: 0, lossStep: 0 };
}

function lastStep(view: RunView): number {
  return view.steps.at(-1)?.step ?? 0;
}

function short(value: number): string {
  return formatNumber(Number(value.toPrecision(3)));
}
