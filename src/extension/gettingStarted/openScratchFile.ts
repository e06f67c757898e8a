import { existsSync } from 'node:fs';
import { Uri, window, workspace, type ExtensionContext } from 'vscode';

/** After the window was reopened in the scratch folder: shows the example that was copied there. */
export async function openScratchFile({ globalState }: ExtensionContext): Promise<void> {
  const path = globalState.get<unknown>('openInScratch');
  if (typeof path !== 'string') return;
  const uri = Uri.file(path);
  if (!workspace.getWorkspaceFolder(uri)) return;
  await globalState.update('openInScratch', undefined);
  if (existsSync(path)) await window.showTextDocument(uri, { preview: false });
}
