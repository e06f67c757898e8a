import type { ShownRange, ShownSweep } from '../../src/protocol/sweepMessages';
import { bestRow, rowLoss, rowScore, type TrialRow } from '../../src/protocol/sweepView';
import { element } from '../dom/element';
import { button } from '../panel/controls';
import { formatNumber } from '../words/formatNumber';
import { measuresOf } from './figures/measures';
import { showValue } from './showValue';

export interface BestCard {
  readonly element: HTMLElement;
  update(shown: ShownSweep | ShownRange): void;
}

export interface BestRequests {
  applyBest(trial: number): void;
  applyRate(): void;
  openRun(run: string): void;
}

/** What came out so far, with the button that brings it into the config. */
export function bestCard(requests: BestRequests): BestCard {
  let best: TrialRow | undefined;
  let isRange = false;
  const title = element('h2', {});
  const values = element('p', { class: 'best-values' });
  const says = element('p', { class: 'best-says' });
  const apply = button('Apply to Config', 'primary', () => {
    if (isRange) requests.applyRate();
    else if (best) requests.applyBest(best.trial);
  });
  const open = button('Open Run', 'secondary', () => {
    if (best?.run) requests.openRun(best.run);
  });
  const card = element(
    'section',
    { class: 'best', 'aria-label': 'Best so far' },
    element('div', {}, title, values, says),
    element('div', { class: 'buttons' }, apply, open),
  );
  return {
    element: card,
    update(shown) {
      isRange = shown.kind === 'range';
      open.hidden = isRange;
      card.hidden = false;
      if (shown.kind === 'range') {
        const { suggested, own, outcome } = shown;
        apply.hidden = suggested === undefined || outcome === 'running';
        title.textContent = suggested === undefined ? 'Nothing to suggest yet' : 'Suggested';
        values.textContent =
          suggested === undefined
            ? ''
            : `optimizer.learning_rate ${formatNumber(suggested, 'rate')}`;
        says.textContent =
          suggested === undefined
            ? 'The loss has not been read over enough rates.'
            : `A quarter of the rate of least smoothed loss; the config has ${formatNumber(own, 'rate')}. Measured on recorded tasks, the best rate lay within three times of it.`;
        apply.setAttribute('aria-label', `Apply to config: ${values.textContent}`);
        return;
      }
      const { trials, sweep } = shown;
      // The best number of samples is always all of them.
      card.hidden = sweep.scan === 'train_samples';
      best = bestRow(trials);
      apply.hidden = open.hidden = best === undefined;
      const isOpen = sweep.state === 'running' || sweep.state === 'paused';
      title.textContent = best
        ? `${isOpen ? 'Best so far' : 'Best'}: trial ${best.trial}`
        : 'No trial has finished yet';
      values.textContent = best
        ? Object.entries(best.params)
            .map(([path, value]) => `${path} ${showValue(value)}`)
            .join('   ')
        : '';
      says.textContent = best ? resultInWords(best, trials, sweep.own) : '';
      if (best) apply.setAttribute('aria-label', `Apply to config: ${values.textContent}`);
    },
  };
}

function resultInWords(
  best: TrialRow,
  trials: readonly TrialRow[],
  own: ShownSweep['sweep']['own'],
): string {
  const [score] = measuresOf(trials);
  const word = score?.label ?? 'Score';
  const isHeldOut = best.result?.validationScore !== undefined;
  const among = isHeldOut ? ' among scores within 0.02 of the best' : '';
  const text = `${word} ${formatNumber(rowScore(best), 'fine')}, loss ${formatNumber(rowLoss(best), 'short')}, judged by the loss after the last epoch${among}.`;
  const isOwn = Object.entries(best.params).every(
    ([path, value]) => JSON.stringify(own[path]) === JSON.stringify(value),
  );
  return isOwn ? `${text} These are the values that the config had.` : text;
}
