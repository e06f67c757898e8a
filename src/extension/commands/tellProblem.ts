import { commands, window } from 'vscode';
import { RunFolderError } from '../../runs/runFolderError';
import type { Fitscope } from '../fitscope';
import { CannotStart, type StartOffer } from '../runs/cannotStart';
import { plainNotice } from '../words/plainNotice';

/** Tells why something was not done, with a button for what would help. */
export async function tellProblem(
  error: unknown,
  { log, panel }: Pick<Fitscope, 'log' | 'panel'>,
): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CannotStart) {
    log.info(message);
    return tellRefusal(message, error.offer, panel);
  }
  log.error(error instanceof Error && !(error instanceof RunFolderError) ? error : message);
  const choice = await window.showErrorMessage(plainNotice(message), 'Show Log');
  if (choice !== undefined) log.show();
}

async function tellRefusal(
  message: string,
  offer: StartOffer | undefined,
  panel: Fitscope['panel'],
): Promise<void> {
  const says = plainNotice(message);
  switch (offer?.kind) {
    case undefined:
      await window.showWarningMessage(says);
      return;
    case 'trust':
      if (await window.showWarningMessage(says, 'Manage Trust'))
        await commands.executeCommand('workbench.trust.manage');
      return;
    case 'problems':
      await commands.executeCommand('workbench.actions.view.problems');
      await window.showErrorMessage(says);
      return;
    case 'show':
      if (await window.showWarningMessage(says, 'Show Run')) panel.show(offer.run);
      return;
    case 'showSweep':
      if (await window.showWarningMessage(says, 'Show Sweep'))
        await commands.executeCommand('fitscope.showSweep', offer.sweep);
  }
}
