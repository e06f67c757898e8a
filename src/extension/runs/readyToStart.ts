import { workspace, type ExtensionContext, type Uri } from 'vscode';
import { CannotStart } from './cannotStart';

/** @param needs what the user wants, as "starting a run needs trust"; throws `CannotStart` */
export function refuseUntrusted(needs: string): void {
  if (workspace.isTrusted) return;
  throw new CannotStart(
    `This workspace is in Restricted Mode. Past runs and help while editing work; ${needs}.`,
    { kind: 'trust' },
  );
}

/** What is trained is what is on disk: an edited document is saved first. Rejects with `CannotStart`. */
export async function savedText(config: Uri): Promise<string> {
  const file = config.path.slice(config.path.lastIndexOf('/') + 1);
  if (config.scheme !== 'file') {
    throw new CannotStart(`${file} is not a file on disk (${config.scheme}); save it first.`);
  }
  let document;
  try {
    document = await workspace.openTextDocument(config);
  } catch {
    throw new CannotStart(`${config.fsPath} cannot be opened; it may have been moved or deleted.`);
  }
  if (document.isDirty && !(await document.save())) {
    throw new CannotStart(`${file} could not be saved and was not started.`);
  }
  return document.getText();
}

export function versionOf({ extension }: ExtensionContext): string {
  const { version } = extension.packageJSON as { readonly version?: unknown };
  return typeof version === 'string' ? version : 'unknown';
}
