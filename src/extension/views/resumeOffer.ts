import type { Disposable } from 'vscode';
import { commands, window, workspace, type ExtensionContext } from 'vscode';
import { isOver } from '../../protocol/sweepView';
import type { LoadedSweep, SweepLibrary } from '../sweeps/sweepLibrary';
import { plannedOf } from '../sweeps/plannedOf';
import { plainNotice } from '../words/plainNotice';

const rememberedAs = 'offeredToResume';

/** Offers, once for each, to resume sweeps that nobody drives any more and nobody ended. */
export class ResumeOffer implements Disposable {
  private readonly listening: Disposable;

  constructor(
    private readonly sweeps: SweepLibrary,
    private readonly context: Pick<ExtensionContext, 'workspaceState'>,
  ) {
    this.listening = sweeps.onDidChange(({ kind }) => {
      if (kind === 'listed') void this.look();
    });
  }

  dispose(): void {
    this.listening.dispose();
  }

  private async look(): Promise<void> {
    if (!workspace.isTrusted) return;
    const offered = this.context.workspaceState.get<readonly string[]>(rememberedAs, []);
    const key = ({ id, view }: LoadedSweep) => `${id} ${view.trials.filter(isOver).length}`;
    const left = this.sweeps
      .list()
      .find((sweep) => sweep.view.state === 'interrupted' && !offered.includes(key(sweep)));
    if (!left) return;
    await this.context.workspaceState.update(rememberedAs, [...offered.slice(-50), key(left)]);
    const done = left.view.trials.filter(isOver).length;
    const planned = plannedOf(left);
    const count = planned === undefined ? `${done} trials` : `${done} of ${planned} trials`;
    const says = plainNotice(
      `The sweep of ${left.view.record.name} was interrupted with ${count} done. What is finished is kept.`,
    );
    const choice = await window.showInformationMessage(says, 'Resume', 'Show');
    if (choice === 'Resume') await commands.executeCommand('fitscope.resumeSweep', left.id);
    if (choice === 'Show') await commands.executeCommand('fitscope.showSweep', left.id);
  }
}
