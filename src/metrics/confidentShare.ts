import { finite, notDefined, type Measured } from './measured';
import type { Vector } from './vector';

/** Loss in nats below which a sample counts as learned by heart: -log 0.82. */
export const CONFIDENT_LOSS = 0.2;

/**
 * Share of training samples that the network is confidently right about.
 *
 *   |{ i : loss_i < threshold }| / n,   threshold 0.2, that is a probability above e^-0.2 = 0.82
 *
 * Shapes: losses [samples], the cross-entropy of each sample in nats (`sampleLosses`).
 * Range: [0, 1]. Direction: a jump of more than 0.1 within an epoch while the validation loss rises
 * is over-memorisation. Cost: free once the losses are known.
 * Source: DOM, arXiv 2310.08847 and its code (natural training).
 * Limits: the threshold is for ten classes; scaling it with log(classes) is untested. Weak evidence
 * for any knob. `too_few_samples` without samples, `not_finite` when a loss is NaN or infinite.
 */
export function confidentShare(losses: Vector, threshold: number = CONFIDENT_LOSS): Measured {
  if (losses.length === 0) return notDefined('too_few_samples', 'No samples.');
  if (!Number.isFinite(threshold)) return finite(threshold, 'The threshold');
  let confident = 0;
  for (let i = 0; i < losses.length; i++) {
    const loss = losses[i]!;
    if (!Number.isFinite(loss)) return finite(loss, `The loss of sample ${i}`);
    if (loss < threshold) confident++;
  }
  return confident / losses.length;
}
