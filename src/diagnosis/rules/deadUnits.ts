import { isAbove } from '../below';
import { evidence } from '../evidence';
import type { Rule } from '../rule';
import { percent } from '../words';

const id = 'dead-units';

/**
 * A layer with more than 30 % of its units dead on the probe. Source: theory dossier 1.6 and 11,
 * rule 3. A hint without a change: learning rate / 3 for it alone had 53 / 16 of 453 runs, many of
 * them near their best.
 */
export const deadUnits: Rule = {
  id,
  kind: 'hint',
  examine({ latest }) {
    const layer = latest?.mostDead;
    if (!latest || !layer || !isAbove(layer.value, 0.3)) return undefined;
    return {
      rule: id,
      severity: 'hint',
      path: 'optimizer.learning_rate',
      says:
        `${percent(layer.value)} of the units in ${layer.layer} are off for every probe ` +
        `sample and learn nothing from them. ` +
        'A high learning rate is the usual cause, strong weight decay or a start far from He ' +
        'the next. By itself it asks for no change: good runs have dead units too.',
      evidence: evidence('dead_units', latest, layer, 'below 0.3', source),
      confidence: 'low',
      remedies: [],
    };
  },
};

const source =
  'Learning rate / 3 for this alone: more than a point better in 53 % and worse in 16 % of ' +
  '453 recorded runs.';
