import type { LossKind } from '../../protocol/settings';
import { DataError } from './dataError';
import type { Target } from './dataset';
import type { RawData } from './rawData';

/**
 * What the model is to predict. Throws DataError when the loss does not suit it: fewer than two
 * classes, other than two with `logistic`, numbers with a loss for classes.
 */
export function describeTarget(raw: RawData, loss: LossKind): Target {
  const { targets, name, blame } = raw;
  if (targets.kind === 'values') {
    if (loss === 'mse') return { kind: 'values', width: targets.width };
    throw new DataError('loss', `${loss} needs classes and ${name} has numbers; use loss: mse`);
  }
  const classes = targets.names.length;
  if (classes < 2) {
    throw new DataError(
      blame.targets,
      `${name}: all ${raw.count} samples are of one class, '${targets.names[0]}'; ` +
        'a classifier needs at least two',
    );
  }
  if (loss === 'logistic' && classes !== 2) {
    throw new DataError(
      'loss',
      `logistic needs exactly two classes and ${name} has ${classes}; use loss: cross_entropy`,
    );
  }
  return { kind: 'classes', classes, names: targets.names };
}

/** Class labels as target rows: one column of 0 and 1 for `logistic`, else one-hot. */
export function encodeLabels(labels: Int32Array, classes: number, loss: LossKind): Float32Array {
  if (loss === 'logistic') return Float32Array.from(labels);
  const targets = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => {
    targets[row * classes + label] = 1;
  });
  return targets;
}
