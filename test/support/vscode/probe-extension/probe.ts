// An extension that has a little of everything that the harness can look at and press.
import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { probePanel, restorePanel } from './probePanel';

const place = { language: 'plaintext' };

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Probe', { log: true });
  const problems = vscode.languages.createDiagnosticCollection('probe');
  const status = vscode.window.createStatusBarItem('probe.status', vscode.StatusBarAlignment.Left);
  status.name = 'Probe';
  status.text = '$(beaker) Probe idle';
  status.show();
  const look = (document: vscode.TextDocument): void =>
    problems.set(document.uri, findWrong(document));
  vscode.workspace.textDocuments.forEach(look);
  context.subscriptions.push(
    output,
    problems,
    status,
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
    vscode.window.registerWebviewPanelSerializer('probe.panel', {
      deserializeWebviewPanel: restorePanel,
    }),
    vscode.commands.registerCommand('probe.panel', () => probePanel()),
    vscode.commands.registerCommand('probe.never', () => undefined),
    vscode.commands.registerCommand('probe.mark', (row: string) =>
      vscode.window.showInformationMessage(`Marked ${row}.`),
    ),
    vscode.commands.registerCommand('probe.ask', async () => {
      const answer = await vscode.window.showInformationMessage(
        'Shall the probe go on?',
        'Go On',
        'Leave',
      );
      status.text = `$(beaker) Probe answered ${answer}`;
    }),
    vscode.commands.registerCommand('probe.confirm', async () => {
      const options = { modal: true, detail: 'It cannot be brought back.' };
      const answer = await vscode.window.showWarningMessage('Delete the row?', options, 'Delete');
      status.text = `$(beaker) Probe confirmed ${answer}`;
    }),
    vscode.commands.registerCommand('probe.start', () => {
      execFile(process.execPath, ['-p', '6 * 7'], (error, stdout) => {
        output.info(`child says ${error ? String(error) : stdout.trim()}`);
        status.text = `$(beaker) Probe child ${stdout.trim()}`;
      });
    }),
    vscode.languages.registerCodeLensProvider(place, {
      provideCodeLenses: (document) => [
        lens(document, 0, 'Open Probe', 'probe.panel'),
        lens(document, 0, 'Ask', 'probe.ask'),
      ],
    }),
    vscode.languages.registerHoverProvider(place, {
      provideHover: (document, position) => {
        const range = document.getWordRangeAtPosition(position);
        if (range === undefined) return undefined;
        return new vscode.Hover(
          new vscode.MarkdownString(`Word **${document.getText(range)}** measured`),
        );
      },
    }),
    vscode.languages.registerCodeActionsProvider(place, {
      provideCodeActions: (document, _range, { diagnostics }) =>
        diagnostics.map((diagnostic) => {
          const fix = new vscode.CodeAction('Set wrong to right', vscode.CodeActionKind.QuickFix);
          fix.edit = new vscode.WorkspaceEdit();
          fix.edit.replace(document.uri, diagnostic.range, 'right');
          fix.diagnostics = [diagnostic];
          return fix;
        }),
    }),
    vscode.languages.registerCompletionItemProvider(place, {
      provideCompletionItems: () => [
        new vscode.CompletionItem('probe_alpha'),
        new vscode.CompletionItem('probe_beta'),
      ],
    }),
    vscode.window.registerTreeDataProvider<string>('probe.empty', {
      getChildren: () => [],
      getTreeItem: (row) => new vscode.TreeItem(row),
    }),
    vscode.window.registerTreeDataProvider<string>('probe.rows', {
      getChildren: (row) => (row === undefined ? ['first', 'second'] : [`${row} child`]),
      getTreeItem: (row) => {
        const leaf = row.endsWith('child');
        const state = vscode.TreeItemCollapsibleState;
        const item = new vscode.TreeItem(row, leaf ? state.None : state.Collapsed);
        item.description = `about ${row}`;
        item.iconPath = new vscode.ThemeIcon('pass');
        if (leaf) item.command = { command: 'probe.mark', title: 'Mark', arguments: [row] };
        return item;
      },
    }),
  );
  output.info('probe active');
}

function findWrong(document: vscode.TextDocument): vscode.Diagnostic[] {
  if (document.languageId !== 'plaintext') return [];
  return [...document.getText().matchAll(/\bwrong\b/g)].map((match) => {
    const start = document.positionAt(match.index);
    const range = new vscode.Range(start, document.positionAt(match.index + 5));
    const severity = vscode.DiagnosticSeverity.Warning;
    const diagnostic = new vscode.Diagnostic(range, 'This is wrong, not right.', severity);
    diagnostic.source = 'probe';
    diagnostic.code = {
      value: 'wrong-word',
      target: vscode.Uri.parse('https://example.org/wrong'),
    };
    return diagnostic;
  });
}

function lens(document: vscode.TextDocument, line: number, title: string, command: string) {
  return new vscode.CodeLens(document.lineAt(line).range, { title, command, arguments: [] });
}
