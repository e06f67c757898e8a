import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
  type LogOutputChannel,
  type TextDocument,
} from 'vscode';
import { languageOf } from '../../config/configLanguage';
import { nearestSpan } from '../../config/nearestSpan';
import { parseConfig } from '../../config/parseConfig';
import { compareRuns } from '../../diagnosis/compareRuns';
import { toWire } from '../../protocol/wire';
import type { Advisor } from '../advice/advisor';
import type { LoadedRun, RunLibrary } from '../runs/runLibrary';
import { configFileOf } from './configFileOf';
import type { PanelPort } from './panelPort';

export interface EditorPortParts {
  readonly log: LogOutputChannel;
  readonly runs: RunLibrary;
  readonly advisor: Advisor;
  /** To the webview, as JSON text: so it is written once, and cheap to hand from frame to frame. */
  readonly post: (text: string) => void;
}

/** The panel's world inside VS Code. */
export function editorPort({ log, runs, advisor, post }: EditorPortParts): PanelPort {
  return {
    post: (message) => post(toWire(message)),
    list: () => runs.list(),
    refresh: () => runs.refresh(),
    load: (run) => runs.load(run),
    stop: (run) => runs.stop(run),
    apply: (run, remedy) => advisor.apply(run, remedy),
    mayStart: () => workspace.isTrusted,
    start: (run, remedies) =>
      runs.start({
        config: Uri.file(configFileOf(run)),
        ...(remedies.length > 0 && { follows: { run: run.id, remedies } }),
      }),
    openConfig,
    configNow,
    configOfRun,
    compare: compareRuns,
    log: (problem) => log.warn(`Panel: ${problem}`),
  };
}

async function configNow(run: LoadedRun): Promise<string | undefined> {
  const path = configFileOf(run);
  const open = workspace.textDocuments.find(({ uri }) => uri.fsPath === path);
  if (open) return open.getText();
  try {
    return await readFile(path, 'utf8');
  } catch {
    // Moved or deleted since; its remedies are then not applicable.
    return undefined;
  }
}

function configOfRun({ folder, view }: LoadedRun): string {
  try {
    return readFileSync(join(folder, view.record.configFile), 'utf8');
  } catch {
    // The copy is gone; the run's settings are in its record.
    return '';
  }
}

/** Beside the panel where it is open already; else in the first column. */
async function openConfig(run: LoadedRun, path?: string): Promise<void> {
  const uri = Uri.file(configFileOf(run));
  const shown = window.visibleTextEditors.find(
    ({ document }) => document.uri.fsPath === uri.fsPath,
  );
  const document = shown?.document ?? (await workspace.openTextDocument(uri));
  const editor = await window.showTextDocument(document, shown?.viewColumn ?? ViewColumn.One);
  const range = path === undefined ? undefined : rangeOf(document, path);
  if (!range) return;
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The value at a path, or the nearest section around the place where it would stand. */
function rangeOf(document: TextDocument, path: string): Range | undefined {
  const language = languageOf(document.fileName);
  if (!language) return undefined;
  const span = nearestSpan(parseConfig(document.getText(), language).places, path);
  return span && new Range(document.positionAt(span.start), document.positionAt(span.end));
}
