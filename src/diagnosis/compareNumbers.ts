import type { EpochEnded } from '../protocol/events';
import type { ComparedNumber } from '../protocol/comparison';
import type { RunView } from '../protocol/runView';
import { lossUnitOf } from './lossUnit';
import type { Meeting } from './meetingPoint';
import { lossNoise, scoreNoise, squaredNoise } from './sampleNoise';

/** Score and loss of two runs: of validation where both have it, else of training. */
export function compareNumbers(
  before: RunView,
  after: RunView,
  at: Meeting,
): readonly ComparedNumber[] {
  const validated = (ended: EpochEnded) => ended.validationLoss !== undefined;
  const part = validated(at.before) && validated(at.after) ? 'validation' : 'train';
  const a = readPart(at.before, part);
  const b = readPart(at.after, part);
  const samples = [before, after].map((view) => view.started?.samples?.[part] ?? 0);
  const n = Math.min(...samples);
  const classes = after.started?.classes;
  const label = part === 'train' ? 'training' : part;
  const score =
    classes === undefined
      ? compared(`${label} R squared`, 'r_squared', a.score, b.score, (x, y) =>
          squaredNoise(1 - x, 1 - y, n, 1),
        )
      : compared(`${label} accuracy`, 'accuracy', a.score, b.score, (x, y) => scoreNoise(x, y, n));
  const kind = before.record.settings.loss;
  if (kind !== after.record.settings.loss) return score;
  const unit = lossUnitOf(before)?.value ?? 1;
  const noise = kind === 'mse' ? squaredNoise : lossNoise;
  const loss = compared(`${label} loss`, 'loss', a.loss, b.loss, (x, y) => noise(x, y, n, unit));
  return [...score, ...loss];
}

interface Part {
  readonly score: number | undefined;
  readonly loss: number | undefined;
}

/** Evaluated after the epoch where that was done, rather than a mean over its mini-batches. */
function readPart(ended: EpochEnded, part: 'validation' | 'train'): Part {
  if (part === 'validation') return { score: ended.validationScore, loss: ended.validationLoss };
  const { metrics, trainScore, trainLoss } = ended;
  return {
    score: metrics['train_score'] ?? trainScore,
    loss: metrics['train_loss'] ?? trainLoss,
  };
}

function compared(
  label: string,
  unit: ComparedNumber['unit'],
  before: number | undefined,
  after: number | undefined,
  noiseOf: (before: number, after: number) => number,
): readonly ComparedNumber[] {
  if (before === undefined || after === undefined) return [];
  if (!Number.isFinite(before) || !Number.isFinite(after)) return [];
  const noise = noiseOf(before, after);
  const gain = unit === 'loss' ? before - after : after - before;
  const better = Math.abs(gain) <= noise ? 'neither' : gain > 0 ? 'after' : 'before';
  return [{ label, unit, before, after, noise, better }];
}
