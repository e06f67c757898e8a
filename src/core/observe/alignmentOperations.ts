import type { LossKind } from '../../protocol/settings';
import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';

/** What the output layer reads, and what it should have said. */
export interface LastLayer {
  /** F [n, k] */
  readonly features: Value;
  /** [k, m] */
  readonly weight: Value;
  /** [n, m] */
  readonly logits: Value;
  /** Y [n, m] */
  readonly targets: Value;
  /** Y~: Y with the mean of each column taken out. */
  readonly centredTargets: Value;
  readonly loss: LossKind;
  /** Whether each sample's logits have had their mean taken out. */
  readonly isCentred: boolean;
  readonly samples: number;
}

/**
 * Scalars that kernel-target and gradient-feature alignment are made of, so that no n by n matrix
 * leaves the engine. F~ are the features with their mean mu over the samples taken out,
 * G = -dJ/dF up to a positive factor, S = Y~ (Y~' F~).
 */
export interface AlignmentSums {
  /** |Y~' F~|^2 */
  readonly kernelShared: Value;
  /** |F~ F~'|^2 */
  readonly kernelSize: Value;
  /** |mu|^2 */
  readonly featureMean: Value;
  /** |G|^2 */
  readonly pull: Value;
  /** |S|^2 */
  readonly signal: Value;
  /** <G, S> */
  readonly pullAlongSignal: Value;
}

export function alignmentSums(b: ProgramBuilder, last: LastLayer): AlignmentSums {
  const { features, centredTargets } = last;
  const mean = b.mean(features, [0], true);
  const centred = b.subtract(features, mean);
  const shared = b.matmul(centredTargets, centred, { transposeA: true });
  const signal = b.matmul(centredTargets, shared);
  const pull = pullOnFeatures(b, last);
  return {
    kernelShared: squares(b, shared),
    kernelSize: squares(b, gram(b, centred, last.samples)),
    featureMean: squares(b, mean),
    pull: squares(b, pull),
    signal: squares(b, signal),
    pullAlongSignal: b.sum(b.multiply(pull, signal)),
  };
}

/** F F' or F' F, whichever is smaller: both have the same norm. */
function gram(b: ProgramBuilder, features: Value, samples: number): Value {
  return Number(features.shape[1]) < samples
    ? b.matmul(features, features, { transposeA: true })
    : b.matmul(features, features, { transposeB: true });
}

/**
 * (Y - prediction) W': each of the losses goes with the prediction of its canonical link, for which
 * minus the gradient by the logits is the error itself, up to a positive factor (1 / n, the output
 * multiplier, 2 / m of the mean square). Taking out the mean of the logits takes it out of the
 * error on its way back.
 */
function pullOnFeatures(b: ProgramBuilder, last: LastLayer): Value {
  const { loss, logits, targets, weight, isCentred } = last;
  const error = b.subtract(targets, prediction(b, loss, logits));
  const pulling = isCentred ? b.subtract(error, b.mean(error, [1], true)) : error;
  return b.matmul(pulling, weight, { transposeB: true });
}

function prediction(b: ProgramBuilder, loss: LossKind, logits: Value): Value {
  switch (loss) {
    case 'cross_entropy':
      return b.apply({ kind: 'softmax' }, logits);
    case 'logistic':
      return b.unary('sigmoid', logits);
    case 'mse':
      return logits;
  }
}

function squares(b: ProgramBuilder, x: Value): Value {
  return b.sum(b.multiply(x, x));
}
