import { basename, join } from 'node:path';
import { env, UIKind, Uri, window } from 'vscode';
import type { CommandParts } from './commandParts';
import { runArgument } from './runArgument';

/** Writes a run as one HTML file that needs nothing else. */
export async function exportReport(parts: CommandParts, argument: unknown): Promise<void> {
  const { runs, context, log } = parts;
  const id = await runArgument(argument, 'Export a Report', parts);
  if (id === undefined) return;
  const run = await runs.load(id);
  const target = await window.showSaveDialog({
    title: 'Export Report',
    saveLabel: 'Export',
    filters: { HTML: ['html'] },
    defaultUri: Uri.file(join(run.folder, 'report.html')),
  });
  if (!target) return;
  const { writeRunReport } = await import('../runs/writeRunReport');
  writeRunReport(target.fsPath, run, context.asAbsolutePath(join('dist', 'report.js')));
  log.info(`${id}: report written to ${target.fsPath}`);
  const canOpen = env.remoteName === undefined && env.uiKind === UIKind.Desktop;
  const done = `The report is in ${basename(target.fsPath)}.`;
  if (await window.showInformationMessage(done, ...(canOpen ? ['Open'] : [])))
    await env.openExternal(target);
}
