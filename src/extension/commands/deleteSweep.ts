import { env, window } from 'vscode';
import { plainNotice } from '../words/plainNotice';
import type { CommandParts } from './commandParts';
import { sweepArgument } from './sweepArgument';

/** Deletes the record of an ended sweep after asking; the runs of its trials stay. */
export async function deleteSweep(parts: CommandParts, argument: unknown): Promise<void> {
  const sweep = await sweepArgument(argument, 'Delete a Sweep', parts);
  if (!sweep) return;
  // The file systems of remote windows have no trash.
  const how = env.remoteName === undefined ? 'trash' : 'forever';
  const button = how === 'trash' ? 'Move to Trash' : 'Delete';
  const { name, created } = sweep.view.record;
  const question = plainNotice(
    `Delete the sweep "${name}" of ${new Date(created).toLocaleString()}?`,
  );
  const detail = `The runs of its trials stay, each as a run of its own. Its folder: ${sweep.folder}`;
  const choice = await window.showWarningMessage(question, { modal: true, detail }, button);
  if (choice !== button) return;
  await parts.sweeps.remove(sweep.id, how);
  await parts.runs.refresh();
  parts.log.info(`${sweep.id}: deleted (${how})`);
}
