import { commands, env, UIKind, Uri } from 'vscode';
import type { CommandParts } from './commandParts';
import { runArgument } from './runArgument';

/** Shows a run's folder: in the system's file viewer, or in the Explorer where that is elsewhere. */
export async function revealRun(parts: CommandParts, argument: unknown): Promise<void> {
  const id = await runArgument(argument, 'Reveal a Run Folder', parts);
  const run = parts.runs.list().find((candidate) => candidate.id === id);
  if (!run) return;
  const isHere = env.remoteName === undefined && env.uiKind === UIKind.Desktop;
  const command = isHere ? 'revealFileInOS' : 'revealInExplorer';
  await commands.executeCommand(command, Uri.file(run.folder));
}
