import type { ShownRange, ShownSweep } from '../../src/protocol/sweepMessages';
import { bestRow, isOver, rowLoss, type SweepState } from '../../src/protocol/sweepView';
import { element } from '../dom/element';
import { formatCount, formatNumber, formatPercent } from '../words/formatNumber';
import { formatSeconds } from '../words/formatTime';

export interface SweepFacts {
  readonly element: HTMLElement;
  update(shown: ShownSweep | ShownRange): void;
}

/** Where the sweep is: facts in a line, and a bar while it goes on. */
export function sweepFacts(): SweepFacts {
  const facts = element('p', { class: 'progress-facts' });
  const bar = element('progress', { max: 1, 'aria-label': 'Progress of the sweep' });
  return {
    element: element('div', { class: 'progress' }, bar, facts),
    update(shown) {
      const share = shareDone(shown);
      const state = shown.kind === 'sweep' ? shown.sweep.state : shown.outcome;
      bar.hidden = state !== 'running' && state !== 'paused';
      if (share === undefined) bar.removeAttribute('value');
      else bar.value = share;
      const text = (shown.kind === 'sweep' ? sweepInWords(shown) : rangeInWords(shown)).join(
        ' \u00b7 ',
      );
      if (facts.textContent !== text) facts.textContent = text;
    },
  };
}

/** "Running", "12 of 35 trials", "2 at work", "5 pruned", ... */
export function sweepInWords({ sweep, trials }: ShownSweep): readonly string[] {
  const count = (is: (status: string) => boolean) =>
    trials.filter(({ status }) => is(status)).length;
  const done = trials.filter(isOver).length;
  const of = sweep.planned === undefined ? '' : ` of ${formatCount(sweep.planned)}`;
  const atWork = count((status) => status === 'running' || status === 'paused');
  const waiting = count((status) => status === 'held');
  const pruned = count((status) => status === 'pruned');
  const failed = count((status) => status === 'diverged' || status === 'crashed');
  const left = count((status) => status === 'lost');
  const best = bestRow(trials);
  const seconds = (Date.parse(sweep.ended ?? '') - Date.parse(sweep.created)) / 1000;
  const isEnded = sweep.state === 'finished' || sweep.state === 'stopped';
  return [
    stateWords[sweep.state],
    `${formatCount(done)}${of} trials`,
    ...(atWork > 0 ? [`${atWork} at work`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(pruned > 0 ? [`${pruned} pruned`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(left > 0 ? [`${left} left over`] : []),
    ...(best ? [`least loss ${formatNumber(rowLoss(best), 'short')}`] : []),
    ...(isEnded && Number.isFinite(seconds) ? [formatSeconds(seconds)] : []),
  ];
}

const stateWords: Readonly<Record<SweepState, string>> = {
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  stopped: 'Stopped',
  interrupted: 'Interrupted: what is finished is kept, Resume starts the rest',
};

function rangeInWords({ outcome, done, name }: ShownRange): readonly string[] {
  const word = outcome.charAt(0).toUpperCase() + outcome.slice(1);
  return [outcome === 'running' ? `Running, ${formatPercent(done)}` : word, name];
}

function shareDone(shown: ShownSweep | ShownRange): number | undefined {
  if (shown.kind === 'range') return shown.done;
  const { planned, epochs } = shown.sweep;
  if (planned === undefined || planned === 0) return undefined;
  const parts = shown.trials.map((row) =>
    isOver(row) ? 1 : epochs ? Math.min(1, (row.result?.epochs ?? 0) / epochs) : 0,
  );
  return Math.min(1, parts.reduce((sum, part) => sum + part, 0) / planned);
}
