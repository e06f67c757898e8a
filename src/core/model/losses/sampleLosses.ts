import type { LossKind } from '../../../protocol/settings';
import type { Target } from '../../data/dataset';
import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';
import { crossEntropy } from './crossEntropy';
import { logistic } from './logistic';
import type { SampleLosses } from './lossValues';
import { meanSquaredError } from './meanSquaredError';

/**
 * Loss and correctness of each sample.
 * @param logits [batch, outputs]
 * @param y [batch, outputs] as Samples.targets has them
 * @throws where the loss does not fit the target
 */
export function sampleLosses(
  b: ProgramBuilder,
  kind: LossKind,
  target: Target,
  logits: Value,
  y: Value,
): SampleLosses {
  switch (kind) {
    case 'cross_entropy':
      checkClasses(kind, target);
      return crossEntropy(b, logits, y);
    case 'logistic':
      if (checkClasses(kind, target) !== 2 || logits.shape[1] !== 1)
        throw new Error(
          `loss logistic takes two classes and one output, got ${describe(target)} and ` +
            `${logits.shape[1]} outputs. Use cross_entropy for more classes.`,
        );
      return logistic(b, logits, y);
    case 'mse':
      return meanSquaredError(b, target, logits, y);
  }
}

function checkClasses(kind: LossKind, target: Target): number {
  if (target.kind !== 'classes')
    throw new Error(`loss ${kind} needs classes, got ${describe(target)}. Use mse for values.`);
  return target.classes;
}

function describe(target: Target): string {
  return target.kind === 'classes' ? `${target.classes} classes` : `${target.width} values`;
}
