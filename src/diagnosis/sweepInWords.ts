import { formatNumber } from '../protocol/formatNumber';
import { weightDecayForTarget } from './plannedShrink';
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
  const pairs = factors.map((factor) => {
    const decay =
      target && target > 0
        ? ` with weight decay ${formatNumber(roundToRung(target / factor))}`
        : '';
    return `${formatNumber(roundToRung(rate * factor))}${decay}`;
  });
  const how = signals.hasValidation
    ? 'stop each after 10 % of the full run and keep what has the lowest validation loss'
    : 'stop each after 10 % of the full run and take a third of the learning rate with the ' +
      'lowest training loss, assuming clean labels';
  return `A sweep can: learning rates ${pairs.join(', ')}; ${how}.`;
}
