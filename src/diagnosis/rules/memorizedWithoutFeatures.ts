import { isAbove, isBelow } from '../below';
import { evidence } from '../evidence';
import { weightDecayForTarget } from '../plannedShrink';
import { change } from '../remedy';
import { roundToRung } from '../roundSetting';
import type { Rule } from '../rule';
import type { Signals } from '../signals';
import { about, advise, percent } from '../words';

const id = 'memorized-without-features';
const path = 'optimizer.weight_decay';

/**
 * The training data are known by heart, validation is near chance, and no signal reaches the
 * features any more (gradient-feature alignment near 0): without weight decay this lasted for ever.
 * Source: theory dossier 4.4 (Li2, arXiv 2509.21519; measured on modular addition: 0.00 to 0.01
 * without weight decay, 0.27 to 0.63 with it, 400 epochs before validation rose). Exact for
 * two-layer networks on group tasks only, hence "try". The alignment does not see missing data.
 */
export const memorizedWithoutFeatures: Rule = {
  id,
  kind: 'hint',
  examine(signals) {
    const { settings, latest } = signals;
    if (!latest) return undefined;
    const stuck =
      isAbove(latest.trainScore, 0.99 - 1e-9) &&
      isBelow(latest.validationSkill, 0.1) &&
      latest.gradientFeatureAlignment !== undefined &&
      Math.abs(latest.gradientFeatureAlignment) < 0.05;
    if (!stuck) return undefined;
    const remedies = change(id, settings, path, moreDecay(signals));
    return {
      rule: id,
      severity: 'hint',
      path,
      says:
        `The training data are known by heart (${percent(latest.trainScore ?? 0)}), ` +
        `validation is near chance, and the gradient ` +
        `that reaches the features carries no signal of the targets (alignment ` +
        `${about(latest.gradientFeatureAlignment ?? 0)}).${advise(remedies, 'Try')}`,
      evidence: evidence(
        'gradient_feature_alignment',
        latest,
        latest.gradientFeatureAlignment,
        'above 0.3 while features form',
        source,
      ),
      confidence: 'low',
      remedies,
    };
  },
};

const source = 'arXiv 2509.21519 (Li2), reproduced on modular addition; a heuristic on other data.';

function moreDecay(signals: Signals): number | undefined {
  const { weight_decay: decay } = signals.settings.optimizer;
  const target = signals.shrink === undefined ? undefined : weightDecayForTarget(signals);
  if (target !== undefined && target > 0) return target > decay ? roundToRung(target) : undefined;
  return decay > 0 ? roundToRung(decay * 3) : 1e-4;
}
