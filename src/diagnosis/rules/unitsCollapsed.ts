import { isAbove, isBelow } from '../below';
import { evidence, measured } from '../evidence';
import { change } from '../remedy';
import { roundToRung } from '../roundSetting';
import type { Rule } from '../rule';
import { advise, percent } from '../words';

const id = 'units-collapsed';
const path = 'optimizer.learning_rate';

const record = {
  base: { runs: 65, better: 89, worse: 0 },
  shifted: { runs: 43, better: 74, worse: 0 },
  heldOut: { runs: 93, better: 88, worse: 1 },
};

/**
 * OUI fell below half of its start while the network learned nothing and weight decay did not
 * shrink it: learning rate / 3. Low OUI is mostly a sign of too high a learning rate.
 * Source: advice section 3 (OUI ratio below 0.5: LR / 3 only where the run is clearly bad; within
 * 15 points of the best 38 / 39, a coin flip), here with progress below 5 % and |W| / |W0| above
 * 0.7. The same signal never lowers weight decay: that was 44 / 23, with S below 1 18 / 33.
 */
export const unitsCollapsed: Rule = {
  id,
  kind: 'change',
  record,
  examine({ settings, early, latest, blowUp }) {
    if (!early || !latest) return undefined;
    if (blowUp && blowUp.kind !== 'fell_to_chance') return undefined;
    const seen =
      isBelow(early.ouiRelative, 0.5) &&
      isBelow(early.trainProgress, 0.05) &&
      isAbove(early.normRatio, 0.7) &&
      isBelow(latest.trainProgress, 0.5);
    if (!seen) return undefined;
    const remedies = change(id, settings, path, roundToRung(settings.optimizer.learning_rate / 3));
    const source = measured(record);
    return {
      rule: id,
      severity: 'hint',
      path,
      says:
        `By epoch ${early.epoch} OUI had fallen to ${percent(early.ouiRelative ?? 0)} of its ` +
        `start and the training loss had hardly ` +
        `come down: large steps have switched units off for good.${advise(remedies, 'Set')}`,
      evidence: [
        ...evidence('oui_relative', early, early.ouiRelative, 'above 0.5', source),
        ...evidence('train_loss', early, early.trainLoss, 'below 0.95 of guessing', source),
        ...evidence(
          'weight_norm_ratio',
          early,
          early.normRatio,
          'above 0.7: weight decay is not the cause',
          source,
        ),
      ],
      confidence: 'medium',
      remedies,
    };
  },
};
