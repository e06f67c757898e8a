import type { Uri } from 'vscode';
import {
  Disposable,
  ViewColumn,
  window,
  workspace,
  type ExtensionContext,
  type LogOutputChannel,
  type WebviewPanel,
} from 'vscode';
import type { Advisor } from '../advice/advisor';
import { systemClock } from '../runs/clock';
import type { RunLibrary } from '../runs/runLibrary';
import { configFileOf } from './configFileOf';
import { editorPort } from './editorPort';
import { OpenPanel } from './openPanel';
import { PanelHandler } from './panelHandler';
import { restoredRun } from './restoredRun';
import type { RunPanel } from './runPanel';
import { viewType } from './viewType';

export interface RunPanelParts {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly runs: RunLibrary;
  readonly advisor: Advisor;
}

export interface RestorablePanel extends RunPanel {
  /** Takes the tab of a window that was reloaded. */
  restore(panel: WebviewPanel, state: unknown): void;
}

/** The one panel of the window: opened, restored after a reload, told of runs and edits. */
export function createRunPanel({ context, log, runs, advisor }: RunPanelParts): RestorablePanel {
  let open: OpenPanel | undefined;

  /** An editor's panel becomes ours; one that was open before goes. */
  function take(panel: WebviewPanel, run: string | undefined): void {
    open?.dispose();
    const handler = new PanelHandler(
      editorPort({ log, runs, advisor, post: (text) => void panel.webview.postMessage(text) }),
      systemClock,
    );
    handler.show(run);
    const taken = new OpenPanel(panel, handler, context.extensionUri, () => {
      if (open === taken) open = undefined;
    });
    open = taken;
  }

  const listeners = Disposable.from(
    runs.onDidChange((change) => open?.handler.changed(change)),
    workspace.onDidChangeTextDocument(({ document }) => edited(document.uri)),
    workspace.onDidSaveTextDocument(({ uri }) => edited(uri)),
    advisor.onDidChange(edited),
    workspace.onDidGrantWorkspaceTrust(() => open?.handler.trusted()),
  );

  function edited(config: Uri): void {
    const shown = open?.handler.run;
    if (shown && configFileOf(shown) === config.fsPath) open?.handler.configEdited();
  }

  return {
    restore: (panel, state) => take(panel, restoredRun(state)),
    show(run, column = ViewColumn.Beside) {
      if (open) {
        open.handler.show(run);
        open.reveal();
        return;
      }
      const where = { viewColumn: column, preserveFocus: true };
      take(window.createWebviewPanel(viewType, 'Fitscope', where), run);
    },
    dispose() {
      listeners.dispose();
      open?.dispose();
    },
  };
}
