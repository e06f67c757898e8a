import { evidence, measured } from '../evidence';
import { change } from '../remedy';
import { roundToTwoDigits } from '../roundSetting';
import type { Rule } from '../rule';
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
 * run is alive.
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
    const remedies = change(
      id,
      settings,
      path,
      roundToTwoDigits(settings.optimizer.learning_rate / 10),
    );
    return {
      rule: id,
      severity: 'problem',
      path,
      says:
        `${blowUp.says} The steps are too large for this network.${advise(remedies, 'Set')} ` +
        'Should it still fail, divide by 10 once more: nothing else can be judged before ' +
        'it trains.',
      evidence: evidence(
        'train_loss',
        blowUp,
        blowUp.loss,
        expectation[blowUp.kind],
        measured(record),
      ),
      confidence: 'high',
      remedies,
    };
  },
};

const expectation = {
  not_finite: 'a finite loss throughout; this is the last one',
  rose: 'below the first loss',
  fell_to_chance: 'well below the loss of guessing once the weights have moved',
} as const;
