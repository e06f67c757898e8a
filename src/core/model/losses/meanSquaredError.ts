import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';
import type { Target } from '../../data/dataset';
import { winnerShare } from './winnerShare';
import type { SampleLosses } from './lossValues';

/**
 * The mean of a sample's squared errors over its outputs, so that the mean over samples is
 * PyTorch's MSELoss. For classes y is one-hot and `correct` is as for cross entropy; for values
 * `correct` is the sample's sum of squared errors: R squared is 1 minus its total over the total
 * squared deviation of the targets from their means.
 */
export function meanSquaredError(
  b: ProgramBuilder,
  target: Target,
  outputs: Value,
  y: Value,
): SampleLosses {
  const errors = b.subtract(outputs, y);
  const squares = b.multiply(errors, errors);
  return {
    losses: b.mean(squares, [1]),
    correct: target.kind === 'classes' ? winnerShare(b, outputs, y) : b.sum(squares, [1]),
  };
}
