import { Disposable, StatusBarAlignment, window } from 'vscode';
import { isOver } from '../../protocol/sweepView';
import { isDriven } from '../sweeps/isDriven';
import type { SweepLibrary } from '../sweeps/sweepLibrary';
import { plannedOf } from '../sweeps/plannedOf';
import { plainLabel } from '../words/plainLabel';

/** Milliseconds between two texts. */
const tellEvery = 250;

/** One item while a sweep is at work; a click opens its view. */
export class SweepStatusBar implements Disposable {
  private readonly item = window.createStatusBarItem(
    'fitscope.sweepProgress',
    StatusBarAlignment.Left,
    9,
  );
  private readonly listening: Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly sweeps: SweepLibrary) {
    this.item.name = 'Fitscope Sweep';
    this.listening = sweeps.onDidChange(({ kind }) => {
      if (kind === 'listed') this.tell();
      else this.timer ??= setTimeout(() => this.tell(), tellEvery);
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    Disposable.from(this.listening, this.item).dispose();
  }

  private tell(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const live = this.sweeps.list().filter(({ view }) => isDriven(view.state));
    const [sweep] = live;
    if (!sweep) return this.item.hide();
    const { record, trials, state } = sweep.view;
    const done = trials.filter(isOver).length;
    const planned = plannedOf(sweep);
    const count = planned === undefined ? `${done}` : `${done} of ${planned}`;
    const icon = state === 'paused' ? '$(debug-pause)' : '$(beaker)';
    this.item.text = `${icon} Sweep: ${plainLabel(record.name)} ${count}`;
    const label = `Fitscope: sweep of ${record.name}, ${state}, ${count} trials done`;
    this.item.tooltip = label;
    this.item.accessibilityInformation = { label, role: 'button' };
    this.item.command = {
      command: 'fitscope.showSweep',
      title: 'Open Sweep',
      arguments: [sweep.id],
    };
    this.item.show();
  }
}
