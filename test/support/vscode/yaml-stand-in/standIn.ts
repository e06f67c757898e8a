// Takes the place of redhat.vscode-yaml, which no package registry carries: has its id, and tells
// about configs what the real one would tell out of the schema that Fitscope contributes.
import {
  CompletionItem,
  Diagnostic,
  DiagnosticSeverity,
  extensions,
  Hover,
  languages,
  workspace,
  type ExtensionContext,
  type Range,
  type TextDocument,
} from 'vscode';

export function activate(context: ExtensionContext): void {
  const problems = languages.createDiagnosticCollection('yaml');
  const check = (document: TextDocument): void => {
    if (document.languageId !== 'yaml') return;
    const validates = workspace.getConfiguration('yaml').get<boolean>('validate', true);
    problems.set(document.uri, validates && hasSchema(document) ? problemsOf(document) : []);
  };
  context.subscriptions.push(
    problems,
    workspace.onDidOpenTextDocument(check),
    workspace.onDidCloseTextDocument(({ uri }) => problems.delete(uri)),
    workspace.onDidChangeTextDocument(({ document }) => check(document)),
    workspace.onDidChangeConfiguration(() => workspace.textDocuments.forEach(check)),
    languages.registerCompletionItemProvider('yaml', {
      provideCompletionItems: () => [new CompletionItem('of the stand-in')],
    }),
    languages.registerHoverProvider('yaml', {
      provideHover: () => new Hover('Said by the stand-in.'),
    }),
  );
  workspace.textDocuments.forEach(check);
}

interface Manifest {
  readonly contributes?: {
    readonly yamlValidation?: readonly { readonly fileMatch: string | readonly string[] }[];
  };
}

/** Whether an extension contributes a schema for files with this ending, as the real one looks. */
function hasSchema({ uri }: TextDocument): boolean {
  return extensions.all
    .flatMap(({ packageJSON }) => (packageJSON as Manifest).contributes?.yamlValidation ?? [])
    .flatMap(({ fileMatch }) => fileMatch)
    .some((pattern) => uri.path.endsWith(pattern.replace('*', '')));
}

function problemsOf(document: TextDocument): Diagnostic[] {
  return [
    ...at(document, 'momentun', 'Value is not accepted.'),
    ...at(document, 'epoch:', 'Property epoch is not allowed.'),
    ...at(document, '[32\n', 'Flow sequence is not closed.'),
  ];
}

function at(document: TextDocument, text: string, message: string): Diagnostic[] {
  const start = document.getText().indexOf(text);
  if (start < 0) return [];
  const range = document.getWordRangeAtPosition(document.positionAt(start + 1)) as Range;
  const diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Error);
  diagnostic.source = 'yaml-schema';
  return [diagnostic];
}
