import { decayRate, type DecaySettings } from './decayRate';
import { finite, notDefined, type Measured } from './measured';

/**
 * Total shrink S: e^-S is what weight decay would leave of the initial weights over the whole run
 * if the gradients did nothing.
 *
 *   S = wd * sum_t lr_t / (1 - momentum)   sgd (momentum 0), momentum
 *   S = wd * sum_t lr_t                    adamw, muon
 *
 * `learningRateSum` is over the optimizer steps counted, all planned ones for the metric
 * `total_shrink`; a cosine to 0 without warm-up gives lr * steps / 2.
 * Range: [0, no bound). Direction: S of about 0.5 to 1 was near-optimal on every task measured;
 * below 0.1 weight decay has no grip, above 4 it rules. Cost: free.
 * Source: docs/metrics.md (0.7 is the target that was tested on fresh tasks).
 * Limits: the optimum holds with a tuned learning rate; changing weight decay alone to reach it
 * helped in 31 % and harmed in 40 % of cases. Short runs of small networks. `not_applicable` for
 * adam (see `decayRate`), `not_finite` for NaN or infinite input.
 * @throws RangeError for a negative sum, a negative decay or a momentum outside [0, 1).
 */
export function totalShrink(
  settings: DecaySettings & { readonly learningRateSum: number },
): Measured {
  requireNotNegative(settings.learningRateSum, 'A sum of learning rates');
  const rate = decayRate(settings);
  if (typeof rate !== 'number') return rate;
  return finite(rate * settings.learningRateSum, 'Total shrink');
}

/**
 * The weight decay whose total shrink is `shrink`; inverse of `totalShrink`, the settings otherwise
 * equal. `zero_denominator` when the learning rates sum to 0.
 */
export function weightDecayForShrink(
  settings: Omit<DecaySettings, 'weightDecay'> & {
    readonly shrink: number;
    readonly learningRateSum: number;
  },
): Measured {
  requireNotNegative(settings.learningRateSum, 'A sum of learning rates');
  requireNotNegative(settings.shrink, 'A total shrink');
  const shrinkOfOne = totalShrink({ ...settings, weightDecay: 1 });
  if (typeof shrinkOfOne !== 'number') return shrinkOfOne;
  if (shrinkOfOne === 0) return notDefined('zero_denominator', 'The learning rates sum to 0.');
  return finite(settings.shrink / shrinkOfOne, 'The weight decay for this total shrink');
}

function requireNotNegative(value: number, what: string): void {
  if (value < 0) throw new RangeError(`${what} of ${value}: 0 or more needed.`);
}
