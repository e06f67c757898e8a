import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';
import { winnerShare } from './winnerShare';
import type { SampleLosses } from './lossValues';

/** -sum_c y_c log softmax(logits)_c of each sample, in nats; y one-hot [batch, classes]. */
export function crossEntropy(b: ProgramBuilder, logits: Value, y: Value): SampleLosses {
  const logProbabilities = b.apply({ kind: 'logSoftmax' }, logits);
  return {
    losses: b.unary('negate', b.sum(b.multiply(logProbabilities, y), [1])),
    correct: winnerShare(b, logits, y),
  };
}
