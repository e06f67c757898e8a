import { formatNumber } from '../../../protocol/formatNumber';
import type { StopRule } from '../stopRule';

/** The training loss is no number, or 1.15 times its own first value: it stopped none of 528. */
export const blownUp: StopRule = {
  id: 'blown-up',
  falseStops: 0,
  sees: ({ reading: { trainLoss }, first }) => {
    if (!Number.isFinite(trainLoss)) return `the training loss became ${trainLoss}`;
    if (first === undefined || trainLoss <= 1.15 * first.trainLoss) return undefined;
    const [from, to] = [first.trainLoss, trainLoss].map((loss) => formatNumber(rounded(loss)));
    return `the training loss rose from ${from} to ${to}`;
  },
};

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
