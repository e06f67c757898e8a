import { basename } from 'node:path';
import {
  Uri,
  ViewColumn,
  window,
  workspace,
  WorkspaceEdit,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { languageOf } from '../../config/configLanguage';
import type { TextEdit } from '../../config/edit/textEdit';
import { rangeOf } from '../help/rangeOf';
import { configFileOf } from '../panel/configFileOf';
import type { LoadedRun } from '../runs/runLibrary';
import { CannotApply } from './cannotApply';
import { planRemedy } from './planRemedy';
import { findingOf } from './remediesWith';

/** Writes a remedy into the config of its run and shows it there, unsaved. Throws `CannotApply`. */
export async function applyRemedy(run: LoadedRun, remedy: string): Promise<void> {
  const finding = findingOf(run.diagnosis, remedy);
  if (!finding) throw new CannotApply(`The run has no recommendation named ${remedy}.`);
  const document = await open(configFileOf(run));
  const editor = await show(document);
  const language = languageOf(document.fileName);
  if (!language) throw new CannotApply(`${document.fileName} is no config.`);
  const plan = planRemedy(finding, document.getText(), language, basename(document.fileName));
  if ('refused' in plan) throw new CannotApply(plan.refused);
  const [first] = plan.edits;
  if (first) editor.revealRange(rangeOf(document, first));
  if (!(await workspace.applyEdit(workspaceEdit(document, plan.edits)))) {
    throw new CannotApply(
      `${basename(document.fileName)} could not be edited; it may be read-only.`,
    );
  }
}

/** Edits of one document as one step of undo. */
export function workspaceEdit(document: TextDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { start, end, newText } of edits) {
    edit.replace(document.uri, rangeOf(document, { start, end }), newText);
  }
  return edit;
}

async function open(path: string): Promise<TextDocument> {
  try {
    return await workspace.openTextDocument(Uri.file(path));
  } catch {
    throw new CannotApply(`${path} cannot be opened; it may have been moved or deleted.`);
  }
}

/** The focus stays where the button was. */
async function show(document: TextDocument): Promise<TextEditor> {
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  if (shown) return shown;
  const options = { viewColumn: ViewColumn.One, preserveFocus: true, preview: false };
  return window.showTextDocument(document, options);
}
