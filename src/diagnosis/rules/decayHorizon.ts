import { evidence } from '../evidence';
import type { Rule } from '../rule';
import { about } from '../words';

const id = 'decay-horizon';

/**
 * For decoupled weight decay the weights are an average over the last 1 / (lr wd) steps: below one
 * epoch data is forgotten before it returns, beyond the run weight decay does nothing.
 * Source: theory dossier 10 (arXiv 2405.13698). A hint without a change: raising S alone for all
 * runs without grip had 31 / 40 of 717.
 */
export const decayHorizon: Rule = {
  id,
  kind: 'hint',
  examine({ settings, latest }) {
    const { kind, weight_decay: decay } = settings.optimizer;
    const horizon = latest?.decayHorizon;
    if (!latest || horizon === undefined || decay <= 0) return undefined;
    if (kind !== 'adamw' && kind !== 'muon') return undefined;
    const { epochs } = settings.training;
    if (horizon >= 1 && horizon <= epochs) return undefined;
    return {
      rule: id,
      severity: 'hint',
      path: 'optimizer.weight_decay',
      says:
        `With this learning rate weight decay forgets over ${about(horizon)} epochs, ` +
        (horizon < 1
          ? 'less than one pass over the data: what a sample taught is gone before it returns.'
          : `longer than the ${epochs} of the run: in a run this short it does next to nothing.`),
      evidence: evidence(
        'decay_horizon',
        latest,
        horizon,
        `between 1 and ${epochs} epochs`,
        'arXiv 2405.13698',
      ),
      confidence: 'low',
      remedies: [],
    };
  },
};
