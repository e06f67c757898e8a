import { commands, Uri, window, workspace } from 'vscode';
import { copyExampleFiles } from '../gettingStarted/copyExampleFiles';
import type { CommandParts } from './commandParts';

/**
 * Puts the digits examples into the first workspace folder and opens the ailing one; without a
 * folder into a scratch folder, which is opened then.
 */
export async function copyExample({ context, log }: CommandParts): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const target = folder?.uri ?? Uri.joinPath(context.globalStorageUri, 'digits example');
  const { toOpen, copied } = copyExampleFiles(context.asAbsolutePath('examples'), target.fsPath);
  log.info(`Example in ${target.fsPath}: ${copied.join(', ') || 'was there already'}`);
  if (!folder) {
    await context.globalState.update('openInScratch', toOpen);
    await commands.executeCommand('vscode.openFolder', target, { forceReuseWindow: true });
    return;
  }
  await window.showTextDocument(Uri.file(toOpen), { preview: false });
}
