import type { RunChoice } from '../../src/protocol/panelMessages';
import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';
import { verdictWord } from '../page/verdict';
import { formatMoment } from '../words/formatTime';
import { button, chooser } from './controls';

export interface RunRequests {
  show(run: string): void;
  stop(run: string): void;
  rerun(run: string): void;
  openConfig(run: string): void;
}

export interface RunBar {
  readonly element: HTMLElement;
  update(runs: readonly RunChoice[], view: RunView | undefined, mayStart: boolean): void;
}

/** Which run is shown, and what can be done with it. */
export function runBar(requests: RunRequests): RunBar {
  let shown: string | undefined;
  const withShown = (act: (run: string) => void) => () => {
    if (shown !== undefined) act(shown);
  };
  const runs = chooser('Run', requests.show);
  const stop = button('Stop', 'secondary', withShown(requests.stop));
  const rerun = button('Run Again', 'secondary', withShown(requests.rerun));
  const config = button('Open Config', 'secondary', withShown(requests.openConfig));
  stop.setAttribute('aria-label', 'Stop this run');
  return {
    element: element(
      'header',
      { class: 'run-bar' },
      runs.element,
      element('div', { class: 'buttons' }, stop, rerun, config),
    ),
    update(choices, view, mayStart) {
      shown = view?.record.id;
      const isRunning = view?.outcome === 'running';
      const held = document.activeElement;
      stop.hidden = !isRunning;
      rerun.hidden = isRunning || !mayStart;
      // The button that had the focus gives it to the one that takes its place.
      if (held === stop && stop.hidden) rerun.focus();
      if (held === rerun && rerun.hidden) stop.focus();
      runs.update(
        choices.map((one) => ({ id: one.id, text: choiceText(one, new Date()) })),
        shown,
      );
    },
  };
}

/** "digits baseline · overfitting · 10:42"; with the day where it is another one. */
export function choiceText({ name, outcome, verdict, started }: RunChoice, now: Date): string {
  const said =
    outcome === 'running' || verdict === null ? outcome : verdictWord(verdict).toLowerCase();
  const moment = formatMoment(started);
  const today = formatMoment(now.toISOString()).slice(0, 10);
  return `${name} \u00b7 ${said} \u00b7 ${moment.replace(`${today} `, '')}`;
}
