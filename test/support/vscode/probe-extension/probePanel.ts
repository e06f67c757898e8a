import * as vscode from 'vscode';

export function probePanel(): void {
  const panel = vscode.window.createWebviewPanel(
    'probe.panel',
    'Probe Panel',
    vscode.ViewColumn.Beside,
    { enableScripts: true, retainContextWhenHidden: false },
  );
  fillPanel(panel);
}

export function restorePanel(panel: vscode.WebviewPanel): Promise<void> {
  fillPanel(panel);
  return Promise.resolve();
}

function fillPanel(panel: vscode.WebviewPanel): void {
  panel.webview.onDidReceiveMessage((message: unknown) =>
    panel.webview.postMessage({ answerTo: message }),
  );
  panel.webview.html = page;
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Probe</title>
    <meta
      http-equiv="Content-Security-Policy"
      content="default-src 'none'; script-src 'nonce-probe'; style-src 'nonce-probe'"
    />
    <style nonce="probe">body { color: var(--vscode-foreground); }</style>
  </head>
  <body>
    <button id="ping">Ping</button>
    <p id="answer" role="status"></p>
    <script nonce="probe">
      const host = acquireVsCodeApi();
      host.setState({ shown: (host.getState()?.shown ?? 0) + 1 });
      document.getElementById('ping').addEventListener('click', () => host.postMessage('ping'));
      addEventListener('message', ({ data }) => {
        document.getElementById('answer').textContent =
          'host heard ' + data.answerTo + ', shown ' + host.getState().shown;
      });
    </script>
  </body>
</html>`;
