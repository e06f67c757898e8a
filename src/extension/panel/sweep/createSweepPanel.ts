import { randomBytes } from 'node:crypto';
import {
  Disposable,
  Uri,
  ViewColumn,
  window,
  workspace,
  type ExtensionContext,
  type WebviewPanel,
} from 'vscode';
import { systemClock } from '../../runs/clock';
import { panelHtml } from '../panelHtml';
import { restoredRun } from '../restoredRun';
import { SweepHandler } from './sweepHandler';
import type { SweepPanel } from './sweepPanel';
import { sweepEditorPort, type SweepEditorParts } from './sweepEditorPort';
import { sweepViewType } from './sweepViewType';

export interface RestorableSweepPanel extends SweepPanel {
  /** Takes the tab of a window that was reloaded. */
  restore(panel: WebviewPanel, state: unknown): void;
}

export type SweepPanelParts = Omit<SweepEditorParts, 'post' | 'column'> & {
  readonly context: ExtensionContext;
};

/** The one sweep view of the window: opened, restored after a reload, told of sweeps and runs. */
export function createSweepPanel(parts: SweepPanelParts): RestorableSweepPanel {
  const { sweeps, runs, context } = parts;
  let open: { readonly panel: WebviewPanel; readonly handler: SweepHandler } | undefined;

  function take(panel: WebviewPanel, id: string | undefined): void {
    open?.panel.dispose();
    const { webview } = panel;
    const post = (text: string) => void webview.postMessage(text);
    const handler = new SweepHandler(
      sweepEditorPort({ ...parts, post, column: () => panel.viewColumn }),
      systemClock,
    );
    handler.show(id);
    const dist = Uri.joinPath(context.extensionUri, 'dist');
    const media = Uri.joinPath(context.extensionUri, 'media');
    panel.iconPath = {
      light: Uri.joinPath(media, 'panel-light.svg'),
      dark: Uri.joinPath(media, 'panel-dark.svg'),
    };
    webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
    const taken = { panel, handler };
    const owned = Disposable.from(
      webview.onDidReceiveMessage((raw: unknown) => handler.receive(raw)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) handler.hidden();
      }),
      panel.onDidDispose(() => {
        handler.close();
        owned.dispose();
        if (open === taken) open = undefined;
      }),
    );
    open = taken;
    // Last: from here on the page may speak.
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(18).toString('base64'),
      scriptUri: webview.asWebviewUri(Uri.joinPath(dist, 'sweep.js')).toString(),
      title: 'Fitscope Sweep',
    });
  }

  const listeners = Disposable.from(
    sweeps.onDidChange((change) => open?.handler.changed(change)),
    runs.onDidChange((change) => open?.handler.runChanged(change)),
    workspace.onDidGrantWorkspaceTrust(() => open?.handler.trusted()),
  );

  return {
    restore: (panel, state) => take(panel, restoredRun(state)),
    show(id) {
      if (open) {
        open.handler.show(id);
        open.panel.reveal(undefined, true);
        return;
      }
      const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
      take(window.createWebviewPanel(sweepViewType, 'Fitscope Sweep', where), id);
    },
    dispose() {
      listeners.dispose();
      open?.panel.dispose();
    },
  };
}
