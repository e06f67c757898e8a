import { isAbove } from '../below';
import { evidence, gapEvidence } from '../evidence';
import { change } from '../remedy';
import { roundToRung } from '../roundSetting';
import type { Rule } from '../rule';
import { about, advise } from '../words';

const id = 'over-alignment';

/** So few training samples that their mean is mostly noise. */
const fewSamples = 500;

/**
 * Possible over-alignment: all neurons point where the first step pointed, the labels are noisy or
 * few, and validation suffers. Source: theory dossier 2.4 (arXiv 2602.00827). Proof would be a
 * better run at 4 times the scale, and that is what there is to try; one run cannot tell.
 */
export const overAlignment: Rule = {
  id,
  kind: 'hint',
  examine(signals) {
    const { settings, latest, normalized, samples } = signals;
    if (!latest || normalized || latest.share < 1) return undefined;
    const doubtful = settings.dataset.label_noise > 0 || (samples ?? Infinity) < fewSamples;
    const seen =
      doubtful &&
      isAbove(latest.neuronAlignment, 0.95) &&
      isAbove(latest.weightChange, 5) &&
      isAbove(latest.gap, 0.1);
    if (!seen) return undefined;
    const { scale } = settings.model.init;
    const remedies =
      scale < 1 ? change(id, settings, 'model.init.scale', roundToRung(scale * 4)) : [];
    return {
      rule: id,
      severity: 'hint',
      path: 'model.init.scale',
      says:
        `Possible over-alignment: the neurons point almost exactly where the first step ` +
        `pointed (alignment ` +
        `${about(latest.neuronAlignment ?? 0)}), with ` +
        `${settings.dataset.label_noise > 0 ? 'noisy' : 'few'} labels behind that ` +
        `direction. A run ` +
        `at 4 times the scale would show it.${advise(remedies, 'Try')}`,
      evidence: [
        ...evidence('neuron_alignment', latest, latest.neuronAlignment, 'below 0.95', source),
        ...evidence('weight_change', latest, latest.weightChange, '0.5 to 5', source),
        ...gapEvidence(signals, latest, 'below 0.1', source),
      ],
      confidence: 'low',
      remedies,
    };
  },
};

const source =
  'arXiv 2602.00827: a U-shape over the output scale in its setting; the far side was weak ' +
  'where it was measured.';
