import { basename, join } from 'node:path';
import { Uri, window } from 'vscode';
import type { CommandParts } from './commandParts';
import { sweepArgument } from './sweepArgument';

/** Writes a line for each trial: its values, results and last metrics. */
export async function exportSweep(parts: CommandParts, argument: unknown): Promise<void> {
  const sweep = await sweepArgument(argument, 'Export a Sweep', parts);
  if (!sweep) return;
  const target = await window.showSaveDialog({
    title: 'Export Sweep',
    saveLabel: 'Export',
    filters: { CSV: ['csv'] },
    defaultUri: Uri.file(join(sweep.folder, 'trials.csv')),
  });
  if (!target) return;
  const [{ trialsCsv }, { trialLine }, { replaceFile }] = await Promise.all([
    import('../../runs/export/trialsCsv'),
    import('../sweeps/trialLine'),
    import('../../runs/replaceFile'),
  ]);
  replaceFile(target.fsPath, trialsCsv(sweep.view.trials.map(trialLine)));
  parts.log.info(`${sweep.id}: trials written to ${target.fsPath}`);
  void window.showInformationMessage(`The trials are in ${basename(target.fsPath)}.`);
}
