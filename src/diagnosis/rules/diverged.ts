import { evidence, measured } from '../evidence';
import { formatNumber } from '../../protocol/formatNumber';
import { change } from '../remedy';
import { roundToTwoDigits } from '../roundSetting';
import type { Rule } from '../rule';
import { isBeyondTuning, usualLearningRate } from '../usualLearningRate';
import { advise } from '../words';
import { decayOvershoots } from './weightDecayOvershoots';

const id = 'diverged';

const record = {
  base: { runs: 198, better: 92, worse: 0 },
  shifted: { runs: 153, better: 61, worse: 0 },
  heldOut: { runs: 123, better: 92, worse: 0 },
};

/**
 * NaN, a train loss above 1.15 times the run's own first one, or guessing after the weights have
 * moved by more than 0.1 of their size or grown by a fifth: learning rate / 10, repeated until the
 * run is alive. From far outside of what was measured, to the usual one at once.
 * Source: advice sections 3 and 5, rule 1 (NaN or 1.15 alone: 88 / 0 of 152, shifted 45 / 0).
 * Where it did not help, the next run was dead as well; it never did harm.
 */
export const diverged: Rule = {
  id,
  kind: 'change',
  early: true,
  record,
  examine({ settings, blowUp }) {
    if (!blowUp || decayOvershoots(settings)) return undefined;
    const path = 'optimizer.learning_rate';
    const { kind, learning_rate: rate } = settings.optimizer;
    const isFar = isBeyondTuning(kind, rate);
    const to = isFar ? usualLearningRate[kind] : roundToTwoDigits(rate / 10);
    const remedies = change(id, settings, path, to);
    return {
      rule: id,
      severity: 'problem',
      path,
      says:
        `${blowUp.says} ` +
        (isFar
          ? `A learning rate of ${formatNumber(rate)} is far beyond what ${kind} trains with; ` +
            `${formatNumber(to)} is usual.`
          : 'The steps are too large for this network.') +
        `${advise(remedies, 'Set')} Should it still fail, divide by 10 once more: nothing else ` +
        'can be judged before it trains.',
      evidence: evidence(
        'train_loss',
        { step: blowUp.lossStep },
        blowUp.loss,
        blowUp.expected,
        isFar ? usualSource : measured(record),
      ),
      confidence: 'high',
      remedies,
    };
  },
};

const usualSource = 'Where people start with this optimizer; no run was recorded so far from it.';
