import { isAbove, isBelow } from '../below';
import { evidence, gapEvidence } from '../evidence';
import { change } from '../remedy';
import { roundToRung } from '../roundSetting';
import type { Rule } from '../rule';
import { about, advise, percent } from '../words';

const id = 'lazy-training';

/**
 * The training data are fitted to 99 % while the weights changed by less than 0.3 of their size,
 * and validation is worse: the network fits with the features it started with.
 * Source: theory dossier 2.4 (feature-learning strength, arXiv 2602.00827; relative weight change
 * below 0.3 when train accuracy reaches 99 %). Initialization scale and output multiplier are
 * substitutes for weight decay and learning rate (advice 1.3: at their best values nothing more was
 * gained), so that a change is only to be tried where one of them is itself above 1.
 * Silent under normalization, where the size of weights has no meaning.
 */
export const lazyTraining: Rule = {
  id,
  kind: 'hint',
  examine(signals) {
    const { settings, latest, normalized } = signals;
    if (!latest || normalized) return undefined;
    const fitted = isAbove(latest.trainScore, 0.99 - 1e-9);
    if (!fitted || !isBelow(latest.weightChange, 0.3) || !isAbove(latest.gap, 0.1))
      return undefined;
    const { init, output_multiplier: multiplier } = settings.model;
    const path = init.scale >= multiplier ? 'model.init.scale' : 'model.output_multiplier';
    const value = Math.max(init.scale, multiplier);
    const remedies =
      value > 1.5 ? change(id, settings, path, Math.max(1, roundToRung(value / 4))) : [];
    return {
      rule: id,
      severity: 'hint',
      path,
      says:
        `The training data are fitted (${percent(latest.trainScore ?? 0)}) with weights that ` +
        `changed by only ` +
        `${about(latest.weightChange ?? 0)} of their size: the network has learned few ` +
        `features of its own and leans on its random ` +
        `start.${advise(remedies, 'Try')}` +
        (remedies.length > 0
          ? ''
          : ' More weight decay or a higher learning rate works against that as well.'),
      evidence: [
        ...evidence(
          'weight_change',
          latest,
          latest.weightChange,
          '0.5 to 5 once the training data are fitted',
          source,
        ),
        ...gapEvidence(signals, latest, 'below 0.1', source),
      ],
      confidence: 'low',
      remedies,
    };
  },
};

const source =
  'arXiv 2602.00827 (feature-learning strength) and three tasks measured for it; its size is ' +
  'uncertain.';
