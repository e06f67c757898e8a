import { finite, notDefined, type Measured } from './measured';

/**
 * Validation loss above training loss, in units of the loss of guessing.
 *
 *   gap = (validation loss - train loss) / log(classes)
 *
 * `classes` is the number of classes of a classification with cross-entropy or logistic loss (then
 * 2), undefined for a regression. Losses are means in nats, of the same weights.
 * Range: no bounds; below 0 when validation is easier. Direction: above 0.1 over-fitting, below
 * 0.02 none. Cost: one pass over train and validation data. Source: docs/metrics.md.
 * Limits: needs clean, held-out data; says nothing about which knob. The measured rules cap each
 * loss at 3 log(classes) before subtracting. `not_applicable` without classes, `not_finite` when a
 * loss is NaN or infinite.
 * @throws RangeError when the number of classes is not whole and at least 2.
 */
export function lossGap(
  trainLoss: number,
  validationLoss: number,
  classes: number | undefined,
): Measured {
  if (classes === undefined) {
    return notDefined('not_applicable', 'A regression has no loss of guessing to measure against.');
  }
  if (!Number.isInteger(classes) || classes < 2) {
    throw new RangeError(`${classes} classes: a whole number of at least 2 is needed.`);
  }
  return finite((validationLoss - trainLoss) / Math.log(classes), 'The loss gap');
}
