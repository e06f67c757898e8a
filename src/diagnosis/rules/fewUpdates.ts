import { isBelow } from '../below';
import { evidence } from '../evidence';
import type { Rule } from '../rule';

const id = 'few-updates';

/** A run with fewer optimizer steps than this can hardly learn from scratch. */
const few = 200;

/**
 * Large batches leave few updates: with fewer than 200 in the whole run and the training data not
 * half learned, more epochs or a smaller batch come before any other knob. Common practice, not
 * measured here; the recorded runs had 200 steps at least.
 */
export const fewUpdates: Rule = {
  id,
  kind: 'hint',
  examine({ settings, latest, totalSteps, samples, blowUp }) {
    if (!latest || blowUp || totalSteps === undefined || totalSteps >= few) return undefined;
    if (latest.share < 1 || !isBelow(latest.trainProgress, 0.5)) return undefined;
    const { batch_size: batch, epochs } = settings.training;
    const large = batch === 'all' || (samples !== undefined && batch > samples / 8);
    return {
      rule: id,
      severity: 'hint',
      path: large ? 'training.batch_size' : 'training.epochs',
      says:
        `The whole run has ${count(totalSteps, 'update')} (${count(epochs, 'epoch')} at batch ` +
        `size ${batch}), ` +
        `too few to learn much. Try ` +
        (large ? 'a smaller batch.' : 'more epochs.'),
      evidence: evidence(
        'train_loss',
        latest,
        latest.trainLoss,
        'below 0.5 at the end',
        'Common practice; not measured.',
      ),
      confidence: 'low',
      remedies: [],
    };
  },
};

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
