import { Disposable, StatusBarAlignment, window } from 'vscode';
import { progressOf } from '../runs/progress';
import type { RunChange, RunLibrary } from '../runs/runLibrary';
import { statusText } from './statusText';

/** Milliseconds between two texts. */
const tellEvery = 250;

/** One item while something runs; a click opens the panel with it. */
export class StatusBar implements Disposable {
  private readonly owned: Disposable[] = [];
  private readonly item = this.own(
    window.createStatusBarItem('fitscope.progress', StatusBarAlignment.Left, 10),
  );
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly runs: RunLibrary) {
    this.item.name = 'Fitscope Runs';
    this.own(runs.onDidChange((change) => this.hear(change)));
  }

  dispose(): void {
    clearTimeout(this.timer);
    Disposable.from(...this.owned).dispose();
  }

  private hear({ kind }: RunChange): void {
    if (kind !== 'progressed') return this.tell();
    this.timer ??= setTimeout(() => this.tell(), tellEvery);
  }

  private tell(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const live = this.runs.live();
    const said = statusText(
      live.map(({ view }) => ({ name: view.record.name, progress: progressOf(view) })),
    );
    const [newest] = live;
    if (!said || !newest) return this.item.hide();
    this.item.text = said.text;
    this.item.tooltip = said.label;
    this.item.accessibilityInformation = { label: said.label, role: 'button' };
    this.item.command = {
      command: 'fitscope.showRun',
      title: 'Open Run',
      arguments: [newest.id],
    };
    this.item.show();
  }

  private own<T extends Disposable>(part: T): T {
    this.owned.push(part);
    return part;
  }
}
