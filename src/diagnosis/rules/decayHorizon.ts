import { isBelow } from '../below';
import { evidence } from '../evidence';
import type { Rule } from '../rule';
import { about } from '../words';

const id = 'decay-horizon';

/**
 * For decoupled weight decay the weights are an average over the last 1 / (lr wd) steps: below one
 * epoch data is forgotten before it returns. Source: theory dossier 10 (arXiv 2405.13698). A hint
 * without a change, not measured as a rule. A horizon beyond the run is no finding: total shrink,
 * epochs / horizon, says the same, and raising it alone for lack of grip had 31 / 40 of 717.
 */
export const decayHorizon: Rule = {
  id,
  kind: 'hint',
  examine({ settings, latest }) {
    const { kind, weight_decay: decay } = settings.optimizer;
    if (!latest || decay <= 0 || (kind !== 'adamw' && kind !== 'muon')) return undefined;
    if (!isBelow(latest.decayHorizon, 1)) return undefined;
    return {
      rule: id,
      severity: 'hint',
      path: 'optimizer.weight_decay',
      says:
        `With this learning rate weight decay forgets over ${about(latest.decayHorizon ?? 0)} ` +
        'epochs, less than one pass over the data: what a sample taught is gone before it returns.',
      evidence: evidence(
        'decay_horizon',
        latest,
        latest.decayHorizon,
        'between 1 epoch and the length of the run',
        'arXiv 2405.13698',
      ),
      confidence: 'low',
      remedies: [],
    };
  },
};
