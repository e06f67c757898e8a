import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';
import { crossEntropy } from './crossEntropy';
import type { SampleLosses } from './lossValues';

/**
 * log(1 + exp(-s z)) with s = 2 y - 1, as PyTorch's BCEWithLogitsLoss; z and y [batch, 1], y 0 or 1.
 * Written as the cross entropy of the two logits (z, 0), which neither overflows nor has a kink in
 * its gradient at z = 0.
 */
export function logistic(b: ProgramBuilder, logits: Value, y: Value): SampleLosses {
  const pair = b.matmul(logits, b.constant([1, 0], [1, 2]));
  const oneHot = b.add(b.matmul(y, b.constant([1, -1], [1, 2])), b.constant([0, 1]));
  return crossEntropy(b, pair, oneHot);
}
