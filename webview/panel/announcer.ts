import type { ShownRun } from '../../src/protocol/panelMessages';
import { element } from '../dom/element';
import { verdictWord } from '../page/verdict';
import { formatPercent } from '../words/formatNumber';
import { progressFacts, shareDone } from './progress';

/** Milliseconds between two announcements of progress. */
const announceEvery = 10_000;

export interface Announcer {
  readonly element: HTMLElement;
  update(shown: ShownRun): void;
}

/**
 * What a screen reader is told by itself: another verdict or the end at once, progress now and
 * then. The page's own parts change too often to be read out.
 */
export function announcer(): Announcer {
  const region = element('p', { class: 'for-readers', role: 'status', 'aria-live': 'polite' });
  let told = '';
  let toldAt = -Infinity;
  return {
    element: region,
    update({ view, diagnosis }) {
      const { name, id } = view.record;
      const isRunning = view.outcome === 'running';
      const key = `${id} ${diagnosis.verdict} ${view.outcome}`;
      const now = performance.now();
      if (key === told && !(isRunning && now - toldAt > announceEvery)) return;
      told = key;
      toldAt = now;
      const verdict = verdictWord(diagnosis.verdict);
      const where = isRunning
        ? `running, ${formatPercent(shareDone(view))}`
        : (progressFacts(view)[0] ?? view.outcome);
      region.textContent = `${name}: ${where}. Verdict${isRunning ? ' so far' : ''}: ${verdict}.`;
    },
  };
}
