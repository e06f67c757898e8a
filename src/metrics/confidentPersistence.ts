import { CONFIDENT_LOSS } from './confidentShare';
import { finite, notDefined, type Measured } from './measured';
import type { Vector } from './vector';

/**
 * Share of the samples once known by heart that have stayed so ever since.
 *
 *   |{ i : loss_i(s) < 0.2 for all s >= s_i }| / |{ i : loss_i(s) < 0.2 for some s < now }|
 *
 * with s_i the first evaluation at which sample i was below. Shapes: losses of the same samples at
 * each evaluation so far, in order, [samples] each, in nats. Range: [0, 1]. Direction: near 1 what
 * is learned is kept, as well-fitted data and memorised noise are alike; low means that samples
 * are still traded against each other.
 * Cost: free. Source: DOM, arXiv 2310.08847 ("persistent memory").
 * Limits: says nothing of whether what is kept is right; read it with the jump and the validation
 * loss. `too_few_samples` while no earlier evaluation has a confident sample, `not_finite` for NaN.
 * @throws RangeError when evaluations are of different numbers of samples.
 */
export function confidentPersistence(
  evaluations: readonly Vector[],
  threshold: number = CONFIDENT_LOSS,
): Measured {
  const last = evaluations.at(-1);
  if (!last) return notDefined('too_few_samples', 'No evaluation.');
  let known = 0;
  let kept = 0;
  for (let i = 0; i < last.length; i++) {
    let since = -1;
    let isKept = true;
    for (const [at, losses] of evaluations.entries()) {
      if (losses.length !== last.length) {
        throw new RangeError(`Evaluations of ${losses.length} and ${last.length} samples.`);
      }
      const loss = losses[i]!;
      if (!Number.isFinite(loss)) return finite(loss, `The loss of sample ${i}`);
      if (loss >= threshold) isKept &&= since < 0;
      else if (since < 0) since = at;
    }
    if (since < 0 || since === evaluations.length - 1) continue;
    known++;
    if (isKept) kept++;
  }
  if (known > 0) return kept / known;
  return notDefined('too_few_samples', 'No sample was confident at an earlier evaluation.');
}
