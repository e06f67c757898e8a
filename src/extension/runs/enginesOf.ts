import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';

/** Where engines are that do not come with the extension: its own storage, or the user's choice. */
export function enginesOf({
  globalStorageUri,
}: Pick<ExtensionContext, 'globalStorageUri'>): string {
  return process.env['FITSCOPE_ENGINES'] || join(globalStorageUri.fsPath, 'engines');
}
