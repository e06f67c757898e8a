import { isAbove } from '../below';
import { evidence } from '../evidence';
import { change } from '../remedy';
import { roundToRung } from '../roundSetting';
import type { Rule } from '../rule';
import { about, advise } from '../words';

const id = 'rich-training';

/**
 * Weights that changed by more than 8 times their first size. Source: theory dossier 2.4; the side
 * of too much feature learning is weakly supported (with a tuned learning rate test accuracy stayed
 * level there), so that only a start made very small on purpose is worth a try.
 */
export const richTraining: Rule = {
  id,
  kind: 'hint',
  examine({ settings, latest, normalized }) {
    if (!latest || normalized || !isAbove(latest.weightChange, 8)) return undefined;
    const { scale } = settings.model.init;
    const remedies =
      scale < 0.5 ? change(id, settings, 'model.init.scale', roundToRung(scale * 4)) : [];
    return {
      rule: id,
      severity: 'hint',
      path: 'model.init.scale',
      says:
        `The weights changed by ${about(latest.weightChange ?? 0)} times their size at the ` +
        `start: nothing of it is left. ` +
        `That is what a small start is for, and it can also be too ` +
        `small.${advise(remedies, 'Try')}`,
      evidence: evidence('weight_change', latest, latest.weightChange, '0.5 to 5', source),
      confidence: 'low',
      remedies,
    };
  },
};

const source =
  'arXiv 2602.00827 (feature-learning strength); weakly supported where it was measured.';
