import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  extensions,
  languages,
  workspace,
  type TextDocument,
} from 'vscode';
import type { Problem } from '../../config/problem';
import type { ConfigReadings } from './configReadings';
import { isConfigDocument } from './configSelector';
import { otherChecks, yamlExtension } from './otherChecks';
import { rangeOf } from './rangeOf';
import { reportedProblems } from './reportedProblems';

/** Milliseconds after the last key stroke. */
const pause = 200;

/** Problems of open configs, at their exact characters. */
export class ConfigValidation implements Disposable {
  private readonly owned: Disposable[] = [];
  private readonly problems = this.own(languages.createDiagnosticCollection('fitscope.config'));
  private readonly waiting = new Map<TextDocument, NodeJS.Timeout>();

  constructor(private readonly readings: ConfigReadings) {
    this.own(workspace.onDidOpenTextDocument((document) => this.soon(document, 0)));
    this.own(workspace.onDidChangeTextDocument(({ document }) => this.soon(document, pause)));
    this.own(workspace.onDidCloseTextDocument((document) => this.forget(document)));
    this.own(workspace.onDidChangeConfiguration(() => this.all()));
    this.own(extensions.onDidChange(() => this.all()));
    this.all();
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
    Disposable.from(...this.owned).dispose();
  }

  private all(): void {
    for (const document of workspace.textDocuments) this.soon(document, 0);
  }

  private soon(document: TextDocument, delay: number): void {
    if (!isConfigDocument(document)) return;
    clearTimeout(this.waiting.get(document));
    const timer = setTimeout(() => {
      this.waiting.delete(document);
      void this.check(document);
    }, delay);
    this.waiting.set(document, timer);
  }

  private async check(document: TextDocument): Promise<void> {
    if (document.languageId === 'yaml') await this.wakeYamlExtension();
    const reading = await this.readings.read(document);
    if (!reading || document.isClosed) return;
    const reported = reportedProblems(reading.problems, otherChecks(document));
    this.problems.set(
      document.uri,
      reported.map((problem) => toDiagnostic(problem, document)),
    );
  }

  /** It starts by itself with the first YAML document; until then nobody knows whether it will. */
  private async wakeYamlExtension(): Promise<void> {
    const extension = yamlExtension();
    if (!extension || extension.isActive) return;
    try {
      await extension.activate();
    } catch {
      // Its own log tells why; the problems are then told here.
    }
  }

  private forget(document: TextDocument): void {
    clearTimeout(this.waiting.get(document));
    this.waiting.delete(document);
    this.problems.delete(document.uri);
  }

  private own<T extends Disposable>(part: T): T {
    this.owned.push(part);
    return part;
  }
}

function toDiagnostic(problem: Problem, document: TextDocument): Diagnostic {
  const range = rangeOf(document, problem.span);
  const diagnostic = new Diagnostic(range, problem.message, severityOf(problem));
  diagnostic.source = 'fitscope';
  diagnostic.code = 'config';
  return diagnostic;
}

function severityOf({ severity }: Problem): DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'hint':
      return DiagnosticSeverity.Information;
  }
}
