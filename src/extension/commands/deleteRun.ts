import { env, window } from 'vscode';
import { plainNotice } from '../words/plainNotice';
import type { CommandParts } from './commandParts';
import { deleteSweep } from './deleteSweep';
import { runArgument } from './runArgument';

/** Deletes an ended run after asking. */
export async function deleteRun(parts: CommandParts, argument: unknown): Promise<void> {
  const { runs, log } = parts;
  const onSweep = argument === undefined && parts.view.selectedSweep !== undefined;
  if (onSweep) return deleteSweep(parts, undefined);
  const id = await runArgument(argument, 'Delete a Run', parts);
  const run = runs.list().find((candidate) => candidate.id === id);
  if (!run) return;
  // The file systems of remote windows have no trash.
  const how = env.remoteName === undefined ? 'trash' : 'forever';
  const button = how === 'trash' ? 'Move to Trash' : 'Delete';
  const detail =
    how === 'trash'
      ? `Its folder goes to the trash: ${run.folder}`
      : `Its folder is deleted for good: ${run.folder}`;
  const question = plainNotice(
    `Delete the run "${run.name}" of ${new Date(run.started).toLocaleString()}?`,
  );
  const choice = await window.showWarningMessage(question, { modal: true, detail }, button);
  if (choice !== button) return;
  await runs.remove(run.id, how);
  log.info(`${run.id}: deleted (${how})`);
}
