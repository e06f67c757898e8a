import { randomBytes } from 'node:crypto';
import { Disposable, Uri, type WebviewPanel } from 'vscode';
import { panelHtml } from './panelHtml';
import type { PanelHandler } from './panelHandler';

/** A panel on the screen and the handler behind it; both end together. */
export class OpenPanel implements Disposable {
  private readonly owned: Disposable[] = [];

  constructor(
    private readonly panel: WebviewPanel,
    readonly handler: PanelHandler,
    extensionUri: Uri,
    onGone: () => void,
  ) {
    const { webview } = panel;
    const dist = Uri.joinPath(extensionUri, 'dist');
    const media = Uri.joinPath(extensionUri, 'media');
    panel.iconPath = {
      light: Uri.joinPath(media, 'panel-light.svg'),
      dark: Uri.joinPath(media, 'panel-dark.svg'),
    };
    webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
    this.owned.push(
      webview.onDidReceiveMessage((raw: unknown) => handler.receive(raw)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) handler.hidden();
      }),
      panel.onDidDispose(() => {
        this.end();
        onGone();
      }),
    );
    // Last: from here on the page may speak.
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(18).toString('base64'),
      scriptUri: webview.asWebviewUri(Uri.joinPath(dist, 'panel.js')).toString(),
    });
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.panel.dispose();
  }

  private end(): void {
    this.handler.close();
    Disposable.from(...this.owned).dispose();
  }
}
