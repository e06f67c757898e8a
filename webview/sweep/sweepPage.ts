import type { FromSweepPanel, ToSweepPanel } from '../../src/protocol/sweepMessages';
import { bestRow, isOver } from '../../src/protocol/sweepView';
import { element } from '../dom/element';
import { onNextFrame } from '../panel/frames';
import { refusalBar } from '../panel/refusalBar';
import { bestCard } from './bestCard';
import { figureBoard, type FigureMemory } from './figureBoard';
import { sweepBar } from './sweepBar';
import { sweepFacts, sweepInWords } from './sweepFacts';
import { idOf, nothingYet, reduceSweep, withoutRefusal, type SweepPageState } from './sweepState';
import { trialTable, type TableMemory } from './trialTable';

/** What the page remembers while it is hidden and over a reload of the window. */
export interface SweepMemory {
  /** Id of the sweep, or of the run of a range test. */
  readonly run?: string;
  readonly scroll?: number;
  readonly table?: TableMemory;
  readonly figures?: FigureMemory;
}

export interface SweepPageParts {
  readonly send: (message: FromSweepPanel) => void;
  readonly remembered: SweepMemory;
  readonly remember: (memory: SweepMemory) => void;
}

export interface SweepPage {
  readonly element: HTMLElement;
  receive(message: ToSweepPanel): void;
  destroy(): void;
}

/** Milliseconds between two announcements of progress. */
const announceEvery = 15_000;

/** The sweep view: messages in, one state, and parts that change what is on the page. */
export function sweepPage({ send, remembered, remember }: SweepPageParts): SweepPage {
  let state: SweepPageState = nothingYet;
  let chosen: number | undefined;
  let scrollTo = remembered.scroll;
  let told = '';
  let toldAt = -Infinity;
  const ofSweep = (ask: (sweep: string) => FromSweepPanel): void => {
    if (state.shown?.kind === 'sweep') send(ask(state.shown.sweep.id));
  };
  const ofTrial = (type: 'stop' | 'pause' | 'goOn', trial: number): void =>
    ofSweep((sweep) => ({ type, sweep, trial }));
  const bar = sweepBar({
    show: (id) => send({ type: 'show', id }),
    stop: () => ofSweep((sweep) => ({ type: 'stop', sweep })),
    pause: () => ofSweep((sweep) => ({ type: 'pause', sweep })),
    goOn: () => ofSweep((sweep) => ({ type: 'goOn', sweep })),
    resume: () => ofSweep((sweep) => ({ type: 'resume', sweep })),
    extend: () => ofSweep((sweep) => ({ type: 'extend', sweep })),
    exportCsv: () => ofSweep((sweep) => ({ type: 'exportCsv', sweep })),
    openConfig() {
      const id = idOf(state.shown);
      if (id !== undefined) send({ type: 'openConfig', id });
    },
    openRun() {
      if (state.shown?.kind === 'range') send({ type: 'openRun', run: state.shown.run });
    },
  });
  const refusal = refusalBar(() => {
    state = withoutRefusal(state);
    draw();
  });
  const openRun = (run: string): void => send({ type: 'openRun', run });
  const apply = (trial: number): void => ofSweep((sweep) => ({ type: 'apply', sweep, trial }));
  const facts = sweepFacts();
  const best = bestCard({
    applyBest: apply,
    applyRate() {
      if (state.shown?.kind === 'range') send({ type: 'applyRate', run: state.shown.run });
    },
    openRun,
  });
  const choose = (trial: number): void => {
    chosen = chosen === trial ? undefined : trial;
    draw();
  };
  const figures = figureBoard(
    remembered.figures ?? {},
    (trial) => {
      choose(trial);
      if (chosen !== undefined) table.reveal(trial);
    },
    (memory) => remember({ figures: memory }),
  );
  const byNumber: TableMemory = { sorting: { key: 'trial', isDescending: false }, filter: '' };
  const table = trialTable(remembered.table ?? byNumber, {
    openRun,
    apply,
    choose,
    stop: (trial) => ofTrial('stop', trial),
    pause: (trial) => ofTrial('pause', trial),
    goOn: (trial) => ofTrial('goOn', trial),
    remember: (memory) => remember({ table: memory }),
  });
  const reader = element('p', { class: 'for-readers', role: 'status', 'aria-live': 'polite' });
  const title = element('h1', { class: 'for-readers' }, 'Fitscope sweep');
  const empty = element(
    'section',
    { class: 'empty-state' },
    element('h2', {}, 'No sweep yet'),
    element(
      'p',
      {},
      'Fitscope: Sweep... on an open config trains it with many values; the scans beside it vary one.',
    ),
  );
  const body = element(
    'div',
    { class: 'sweep', hidden: true },
    facts.element,
    best.element,
    figures.element,
    table.element,
  );
  const page = element(
    'main',
    { class: 'panel' },
    title,
    bar.element,
    refusal.element,
    reader,
    empty,
    body,
  );

  function draw(): void {
    const { shown, choices, mayStart, isConnected } = state;
    refusal.update(state.refusal);
    bar.update(choices, shown, mayStart);
    bar.element.hidden = choices.length === 0;
    empty.hidden = !isConnected || shown !== undefined;
    body.hidden = !shown;
    if (!shown) return;
    const name = shown.kind === 'sweep' ? `${shown.sweep.name} sweep` : shown.name;
    const heading = `Fitscope: ${name}`;
    if (title.textContent !== heading) title.textContent = heading;
    facts.update(shown);
    best.update(shown);
    figures.update(shown, chosen);
    table.element.hidden = shown.kind !== 'sweep';
    if (shown.kind === 'sweep') table.update(shown, chosen);
    announce();
    if (scrollTo !== undefined) {
      const top = scrollTo;
      scrollTo = undefined;
      setTimeout(() => scrollBy({ top: top - scrollY, behavior: 'instant' }), 100);
    }
  }

  /** The state and another best at once, the number of trials now and then. */
  function announce(): void {
    const { shown } = state;
    if (shown?.kind !== 'sweep') return;
    const { sweep, trials } = shown;
    const key = `${sweep.id} ${sweep.state} ${bestRow(trials)?.trial ?? ''}`;
    const now = performance.now();
    const isLive = trials.some((row) => !isOver(row));
    if (key === told && !(isLive && now - toldAt > announceEvery)) return;
    told = key;
    toldAt = now;
    reader.textContent = `${sweep.name}: ${sweepInWords(shown).join(', ')}.`;
  }

  const drawSoon = onNextFrame(draw);
  draw();
  return {
    element: page,
    receive(message) {
      const before = state;
      state = reduceSweep(state, message);
      if (state === before) return;
      const id = idOf(state.shown);
      if (id !== undefined && id !== idOf(before.shown)) {
        chosen = undefined;
        remember({ run: id });
      }
      drawSoon();
    },
    destroy() {
      figures.destroy();
      page.remove();
    },
  };
}
