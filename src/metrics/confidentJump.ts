import { finite, notDefined, type Measured } from './measured';

/**
 * How fast the share of confidently fitted training samples rises.
 *
 *   jump = (share_t - share_t') / max(1, t - t')        t, t' epochs of two evaluations
 *
 * Range: [-1, 1]. Direction: above 0.1 an epoch while the validation loss rises is a sign of
 * over-memorisation, typical after a drop of the learning rate. Cost: free (`confidentShare`).
 * Source: DOM, arXiv 2310.08847; the limit of 10 points is the dossier's (section 9).
 * Limits: an average over the epochs between two evaluations, which hides a jump within them.
 * `zero_denominator` when no time has passed, `not_finite` for NaN.
 */
export function confidentJump(now: number, before: number, epochs: number): Measured {
  if (!(epochs > 0)) {
    return notDefined('zero_denominator', 'No time has passed between two evaluations.');
  }
  return finite((now - before) / Math.max(1, epochs), 'The jump of the confident share');
}
