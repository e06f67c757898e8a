import { basename } from 'node:path';
import type { Disposable } from 'vscode';
import {
  commands,
  EventEmitter,
  Uri,
  ViewColumn,
  window,
  workspace,
  type TextDocumentContentProvider,
} from 'vscode';
import { languageOf } from '../../config/configLanguage';
import { editValues } from '../../config/edit/editValues';
import type { Params } from '../../protocol/searchSpace';
import { CannotApply } from '../advice/cannotApply';
import { workspaceEdit } from '../advice/applyRemedy';
import { plainNotice } from '../words/plainNotice';
import { valueText } from './rangeText';

/** Scheme of texts that a config would have; the menu of the diff's title asks for it. */
export const proposedScheme = 'fitscope-proposed';

interface Proposal {
  readonly config: Uri;
  readonly values: Params;
  readonly text: string;
}

/** Values for a config, shown as a diff before anything is written. */
export class Proposals implements Disposable, TextDocumentContentProvider {
  private readonly changes = new EventEmitter<Uri>();
  private readonly proposals = new Map<string, Proposal>();
  private readonly registered = workspace.registerTextDocumentContentProvider(proposedScheme, this);
  readonly onDidChange = this.changes.event;

  provideTextDocumentContent(uri: Uri): string {
    return this.proposals.get(uri.path)?.text ?? '';
  }

  /** Opens the diff and offers to apply it. Rejects with `CannotApply`. */
  async propose(path: string, values: Params): Promise<void> {
    const config = Uri.file(path);
    const { text, edits } = await plan(config, values);
    const sets = inWords(values);
    const file = basename(path);
    if (edits.length === 0) throw new CannotApply(`${file} has ${sets} already.`);
    const proposed = Uri.from({ scheme: proposedScheme, path: config.path });
    this.proposals.set(proposed.path, { config, values, text });
    this.changes.fire(proposed);
    const title = `${file}: ${sets}`;
    await commands.executeCommand('vscode.diff', config, proposed, title, {
      preview: true,
      viewColumn: ViewColumn.One,
    });
    void this.offer(proposed, `Set ${sets} in ${file}?`);
  }

  /** Writes the proposal of a diff into its config: one edit, undone by one undo, not saved. */
  async accept(proposed: unknown): Promise<void> {
    const key = keyOf(proposed) ?? [...this.proposals.keys()].at(-1);
    const proposal = key === undefined ? undefined : this.proposals.get(key);
    if (key === undefined || !proposal) return;
    const { config, values } = proposal;
    const { document, edits } = await plan(config, values);
    this.discard(key);
    await closeDiff(key);
    if (!(await workspace.applyEdit(workspaceEdit(document, edits))))
      throw new CannotApply(`${basename(config.fsPath)} could not be edited; it may be read-only.`);
    await window.showTextDocument(document, { viewColumn: ViewColumn.One, preview: false });
  }

  async dismiss(proposed: unknown): Promise<void> {
    const key = keyOf(proposed) ?? [...this.proposals.keys()].at(-1);
    if (key === undefined) return;
    this.discard(key);
    await closeDiff(key);
  }

  dispose(): void {
    this.registered.dispose();
    this.changes.dispose();
  }

  private async offer(proposed: Uri, question: string): Promise<void> {
    const choice = await window.showInformationMessage(plainNotice(question), 'Apply', 'Discard');
    if (!this.proposals.has(proposed.path)) return;
    if (choice === 'Apply') await commands.executeCommand('fitscope.acceptProposal', proposed);
    else if (choice === 'Discard')
      await commands.executeCommand('fitscope.discardProposal', proposed);
  }

  private discard(key: string): void {
    this.proposals.delete(key);
  }
}

async function plan(config: Uri, values: Params) {
  const file = basename(config.fsPath);
  const language = languageOf(file);
  if (!language) throw new CannotApply(`${file} is no config.`);
  const document = await workspace.openTextDocument(config).then(undefined, () => undefined);
  if (!document) {
    throw new CannotApply(`${config.fsPath} cannot be opened; it may have been moved or deleted.`);
  }
  const edited = editValues(document.getText(), language, values);
  if ('refused' in edited) throw new CannotApply(edited.refused);
  return { document, ...edited };
}

async function closeDiff(key: string): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const diffs = tabs.filter(({ input }) => {
    const modified = (input as { readonly modified?: unknown } | undefined)?.modified;
    return modified instanceof Uri && modified.scheme === proposedScheme && modified.path === key;
  });
  if (diffs.length > 0) await window.tabGroups.close(diffs, true);
}

function keyOf(proposed: unknown): string | undefined {
  return proposed instanceof Uri && proposed.scheme === proposedScheme ? proposed.path : undefined;
}

/** "optimizer.weight_decay to 3e-3 and model.init.scale to 2". */
function inWords(values: Params): string {
  return Object.entries(values)
    .map(([path, value]) => `${path} to ${valueText(value)}`)
    .join(' and ');
}
