import { evidence } from '../evidence';
import type { Rule } from '../rule';

const id = 'inputs-not-centred';

/**
 * Inputs whose mean is not near zero push OUI of the whole network to about 0.4 to 0.5 whatever is
 * trained, and make every step worse conditioned. Source: theory dossier 1.3 (raw inputs in [0, 1]:
 * 0.47, 0.43, 0.39 by layer at the start, predicted 0.46, 0.42, 0.39; centred 0.96, 0.79, 0.66).
 */
export const inputsNotCentred: Rule = {
  id,
  kind: 'hint',
  examine({ settings, inputsCentred, latest }) {
    const centred = inputsCentred ?? true;
    if (centred || settings.dataset.standardize) return undefined;
    return {
      rule: id,
      severity: 'hint',
      path: 'dataset.standardize',
      says:
        'The inputs are not centred: samples look alike to the first layer, OUI starts low, ' +
        'and training is slower than it need be. ' +
        'Set dataset.standardize to true before reading anything into OUI.',
      evidence: latest
        ? evidence('oui', latest, latest.oui, 'read only after standardizing', source)
        : [],
      confidence: 'medium',
      remedies: [],
    };
  },
};

const source =
  'Measured and predicted at initialization: OUI 0.47 to 0.39 by layer for raw inputs, 0.96 ' +
  'to 0.66 for centred ones.';
