import type { ShownRange, ShownSweep, SweepChoice } from '../../src/protocol/sweepMessages';
import { element } from '../dom/element';
import { button, chooser } from '../panel/controls';
import { formatMoment } from '../words/formatTime';

export interface SweepRequests {
  show(id: string): void;
  stop(): void;
  pause(): void;
  goOn(): void;
  resume(): void;
  extend(): void;
  exportCsv(): void;
  openConfig(): void;
  openRun(): void;
}

export interface SweepBar {
  readonly element: HTMLElement;
  update(
    choices: readonly SweepChoice[],
    shown: ShownSweep | ShownRange | undefined,
    mayStart: boolean,
  ): void;
}

/** Which sweep is shown, and what can be done with it. */
export function sweepBar(requests: SweepRequests): SweepBar {
  const sweeps = chooser('Sweep', requests.show);
  const pause = button('Pause', 'secondary', requests.pause);
  const goOn = button('Continue', 'primary', requests.goOn);
  const resume = button('Resume', 'primary', requests.resume);
  const stop = button('Stop', 'secondary', requests.stop);
  const extend = button('Add Trials...', 'secondary', requests.extend);
  const csv = button('Export CSV', 'secondary', requests.exportCsv);
  const run = button('Open Run', 'secondary', requests.openRun);
  const config = button('Open Config', 'secondary', requests.openConfig);
  pause.setAttribute('aria-label', 'Pause all trials');
  stop.setAttribute('aria-label', 'Stop all trials');
  extend.setAttribute('aria-label', 'Add trials or change ranges');
  // In the order in which the focus moves on when a button goes.
  const steering = [pause, goOn, resume, stop, extend];
  return {
    element: element(
      'header',
      { class: 'run-bar' },
      sweeps.element,
      element('div', { class: 'buttons' }, pause, goOn, resume, stop, extend, csv, run, config),
    ),
    update(choices, shown, mayStart) {
      const state = shown?.kind === 'sweep' ? shown.sweep.state : undefined;
      const held = document.activeElement;
      pause.hidden = state !== 'running';
      goOn.hidden = state !== 'paused';
      resume.hidden = !mayStart || !(state === 'stopped' || state === 'interrupted');
      stop.hidden = state !== 'running' && state !== 'paused';
      extend.hidden = !mayStart || state === undefined;
      csv.hidden = state === undefined;
      run.hidden = shown?.kind !== 'range';
      config.hidden = shown === undefined;
      const isLost = held instanceof HTMLElement && steering.includes(held) && held.hidden;
      if (isLost) steering.find((one) => !one.hidden)?.focus();
      sweeps.update(
        choices.map((one) => ({ id: one.id, text: choiceText(one, new Date()) })),
        shown?.kind === 'sweep' ? shown.sweep.id : shown?.run,
      );
    },
  };
}

/** "digits · weight-decay scan · finished · 10:42"; with the day where it is another one. */
export function choiceText({ name, kind, state, started }: SweepChoice, now: Date): string {
  const moment = formatMoment(started);
  const today = formatMoment(now.toISOString()).slice(0, 10);
  return [name, kind, state, moment.replace(`${today} `, '')].join(' \u00b7 ');
}
