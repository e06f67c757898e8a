import { commands } from 'vscode';
import type { CommandParts } from './commandParts';

export async function openWalkthrough({ context }: CommandParts): Promise<void> {
  const id = `${context.extension.id}#gettingStarted`;
  await commands.executeCommand('workbench.action.openWalkthrough', id, false);
}
