import { commands, Disposable, window } from 'vscode';
import { isConfigFile } from '../../config/configLanguage';
import type { ConfigFiles } from '../runs/configFiles';
import type { RunLibrary } from '../runs/runLibrary';
import { isDriven } from '../sweeps/isDriven';
import type { SweepLibrary } from '../sweeps/sweepLibrary';

/** Keeps the `when` clauses of the manifest true: what is there decides what is offered. */
export class ContextKeys implements Disposable {
  private readonly owned: readonly Disposable[];
  private readonly last = new Map<string, boolean>();

  constructor(
    private readonly runs: RunLibrary,
    private readonly configs: ConfigFiles,
    private readonly sweeps: SweepLibrary,
  ) {
    this.owned = [
      window.onDidChangeActiveTextEditor(() => this.tell()),
      runs.onDidChange(() => this.tell()),
      configs.onDidChange(() => this.tell()),
      sweeps.onDidChange(() => this.tell()),
    ];
    this.tell();
  }

  dispose(): void {
    Disposable.from(...this.owned).dispose();
  }

  private tell(): void {
    const file = window.activeTextEditor?.document.uri;
    this.set('fitscope.isConfig', file?.scheme === 'file' && isConfigFile(file.fsPath));
    this.set('fitscope.isRunning', this.runs.live().length > 0);
    const sweeps = this.sweeps.list();
    this.set('fitscope.hasRuns', this.runs.list().length > 0);
    this.set('fitscope.hasSweeps', sweeps.length > 0);
    this.set(
      'fitscope.isSweeping',
      sweeps.some(({ view }) => isDriven(view.state)),
    );
    this.set('fitscope.hasConfigs', this.configs.list().length > 0);
    this.set('fitscope.isReady', this.configs.isKnown);
  }

  private set(key: string, value: boolean): void {
    if (this.last.get(key) === value) return;
    this.last.set(key, value);
    void commands.executeCommand('setContext', key, value);
  }
}
