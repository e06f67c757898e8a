import { requireMatrix, type Vector } from './vector';

/**
 * Cross-entropy of each sample in nats.
 *
 *   loss_i = log sum_c exp(z_ic) - z_{i,y_i}                 two or more logits
 *   loss_i = log(1 + exp(-z_i)) for label 1, log(1 + exp(z_i)) for label 0      one logit
 *
 * Shapes: logits [samples, outputs], labels [samples]; gives [samples]. Range: [0, no bound).
 * Cost: samples * outputs exponentials. The largest logit is taken out first: no overflow.
 * Limits: NaN for a sample with a NaN or infinite logit; nothing is replaced.
 * @throws RangeError when the sizes do not fit or a label is not a class.
 */
export function sampleLosses(
  logits: Vector,
  labels: ArrayLike<number>,
  outputs: number,
): Float64Array {
  requireMatrix(logits, labels.length, outputs, 'logits');
  const losses = new Float64Array(labels.length);
  const classes = Math.max(2, outputs);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      throw new RangeError(
        `Label ${label} of sample ${i}: a whole number below ${classes} needed.`,
      );
    }
    const row = logits.subarray(i * outputs, (i + 1) * outputs);
    losses[i] = outputs === 1 ? logistic(row[0]!, label) : crossEntropy(row, label);
  }
  return losses;
}

function crossEntropy(row: Vector, label: number): number {
  let largest = -Infinity;
  for (const logit of row) {
    if (!Number.isFinite(logit)) return NaN;
    if (logit > largest) largest = logit;
  }
  let sum = 0;
  for (const logit of row) sum += Math.exp(logit - largest);
  return largest - row[label]! + Math.log(sum);
}

function logistic(logit: number, label: number): number {
  if (!Number.isFinite(logit)) return NaN;
  const margin = label === 1 ? logit : -logit;
  return Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
}
