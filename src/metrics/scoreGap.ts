import { finite, type Measured } from './measured';

/**
 * Training score above validation score, both accuracies or both R squared, of the same weights.
 *
 *   gap = train score - validation score
 *
 * Range: [-1, 1] for accuracies, no bounds for R squared. Direction: high is over-fitting, late in
 * a run. Cost: one pass over train and validation data.
 * Source: common practice; measured in docs/metrics.md.
 * Limits: useless early: at 10 % of a run, tripling weight decay at a gap above 0.1 helped in 10 %
 * and harmed in 28 % of cases. Use the loss gap. `not_finite` when a score is NaN or infinite.
 */
export function scoreGap(trainScore: number, validationScore: number): Measured {
  return finite(trainScore - validationScore, 'The score gap');
}
