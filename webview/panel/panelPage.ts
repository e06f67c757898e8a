import type { FromPanel, ToPanel } from '../../src/protocol/panelMessages';
import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';
import { announcer } from './announcer';
import { chartBoard } from './chartBoard';
import { comparisonBlock } from './comparisonBlock';
import { emptyState } from './emptyState';
import { explanationPane } from './explanationPane';
import { findingPane } from './findingPane';
import { onNextFrame } from './frames';
import { metricPane } from './metricPane';
import type { Memory } from './hostApi';
import { dismissed, nothingYet, reduce, type PanelState } from './panelState';
import { progressLine } from './progressLine';
import { refusalBar } from './refusalBar';
import { runBar } from './runBar';
import { summary } from './summary';
import { waiting } from './waiting';

export interface PanelPageParts {
  readonly send: (message: FromPanel) => void;
  readonly remembered: Memory;
  readonly remember: (memory: Memory) => void;
}

export interface PanelPage {
  readonly element: HTMLElement;
  receive(message: ToPanel): void;
  destroy(): void;
}

/** The panel: messages in, one state, and parts that change what is on the page as little as they can. */
export function panelPage({ send, remembered, remember }: PanelPageParts): PanelPage {
  let state: PanelState = nothingYet;
  let scrollTo = remembered.scroll;
  const ofShown = (ask: (run: string) => FromPanel): void => {
    const run = state.shown?.view.record.id;
    if (run !== undefined) send(ask(run));
  };
  const bar = runBar({
    show: (run) => send({ type: 'show', run }),
    stop: (run) => send({ type: 'stop', run }),
    rerun: (run) => send({ type: 'rerun', run }),
    openConfig: (run) => send({ type: 'openConfig', run }),
  });
  const refusal = refusalBar(() => {
    state = dismissed(state);
    draw();
  });
  const findings = findingPane({
    apply: (remedy) => ofShown((run) => ({ type: 'apply', run, remedy })),
    applyAndRerun: (remedy) => ofShown((run) => ({ type: 'applyAndRerun', run, remedy })),
    openConfig: (path) => ofShown((run) => ({ type: 'openConfig', run, path })),
  });
  const explanations = explanationPane();
  const metrics = metricPane();
  const empty = emptyState();
  const progress = progressLine();
  const verdict = summary();
  const comparison = comparisonBlock();
  const wait = waiting();
  const charts = chartBoard(remembered.tables ?? [], () => remember({ tables: charts.tables() }));
  const reader = announcer();
  const title = element('h1', { class: 'for-readers' }, 'Fitscope');
  const body = element(
    'div',
    { class: 'run', hidden: true },
    progress.element,
    verdict.element,
    comparison.element,
    element(
      'div',
      { class: 'columns' },
      element('div', { class: 'told' }, findings.element, explanations.element),
      element('div', { class: 'drawn' }, wait.element, charts.element, metrics.element),
    ),
  );
  const page = element(
    'main',
    { class: 'panel' },
    title,
    bar.element,
    refusal.element,
    reader.element,
    empty.element,
    body,
  );

  function draw(): void {
    const { shown, runs, awaited, mayStart } = state;
    empty.update(state);
    refusal.update(state.refusal);
    bar.update(runs, shown?.view, mayStart);
    bar.element.hidden = runs.length === 0;
    body.hidden = !shown || awaited > 0;
    if (!shown || body.hidden) return;
    title.textContent = `Fitscope: ${shown.view.record.name}`;
    progress.update(shown.view);
    verdict.update(shown);
    comparison.update(shown);
    findings.update(shown, mayStart);
    explanations.update(shown);
    reader.update(shown);
    charts.element.hidden = wait.update(shown.view) || hasNothing(shown.view);
    metrics.element.hidden = charts.element.hidden;
    if (!metrics.element.hidden) metrics.update(shown.view);
    if (!charts.element.hidden) charts.show(shown.view, shown.before?.view);
    if (scrollTo !== undefined) restoreScroll();
  }

  /** Once the charts have given the page its height. */
  function restoreScroll(): void {
    const top = scrollTo ?? 0;
    scrollTo = undefined;
    setTimeout(() => scrollBy({ top: top - scrollY, behavior: 'instant' }), 100);
  }

  const drawSoon = onNextFrame(draw);
  draw();
  return {
    element: page,
    receive(message) {
      const before = state;
      state = reduce(state, message);
      if (state === before) return;
      const run = state.shown?.view.record.id;
      if (run !== undefined && run !== before.shown?.view.record.id) remember({ run });
      drawSoon();
    },
    destroy() {
      charts.destroy();
      page.remove();
    },
  };
}

/** A run that ended before its first observation: seven charts would say the same. */
function hasNothing({ steps, epochs }: RunView): boolean {
  return steps.length === 0 && epochs.length === 0;
}
