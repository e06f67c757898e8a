import { formatNumber } from '../protocol/formatNumber';
import { targetShrink, weightDecayForTarget } from './plannedShrink';
import { roundToRung } from './roundSetting';
import type { Signals } from './signals';

/** Apart by half a power of ten, around the learning rate in use. */
const factors = [0.1, 0.3, 1, 3, 10];

/**
 * The sweep that can tell: learning rates around the user's, each with the weight decay of S = 0.7
 * (advice section 5, rules 6 to 10). Costs about 1.5 runs; the user's own config stays a candidate.
 */
export function sweepInWords(signals: Signals): string {
  const rate = signals.settings.optimizer.learning_rate;
  const target = weightDecayForTarget(signals);
  const rates = listed(factors.map((factor) => rate * factor));
  const decays =
    target && target > 0
      ? `, each with the weight decay that brings total shrink to ${targetShrink} ` +
        `(${listed(factors.map((factor) => target / factor))})`
      : '';
  const how = signals.hasValidation
    ? 'A tenth of each run is enough to rank them by validation loss.'
    : 'A tenth of each run is enough; take a third of the rate with the lowest training loss, if ' +
      'the labels are clean.';
  return `A sweep can: learning rates ${rates}${decays}. ${how}`;
}

/** `1e-3, 3e-3 and 0.01`. */
function listed(values: readonly number[]): string {
  const texts = values.map((value) => formatNumber(roundToRung(value)));
  return `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
