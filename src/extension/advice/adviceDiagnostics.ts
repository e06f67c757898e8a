import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  Uri,
  workspace,
  type TextDocument,
} from 'vscode';
import { rangeOf } from '../help/rangeOf';
import type { Advisor, StandingFinding } from './advisor';
import { commandAddress } from './commandLink';
import type { CrashProblem } from './crashProblem';
import { findingDiagnostic } from './findingDiagnostics';
import { shownFindings } from './shownFindings';

/** Problems on the measured values of open configs, as long as their findings stand. */
export class AdviceDiagnostics implements Disposable {
  private readonly owned: Disposable[] = [];
  private readonly problems = this.own(languages.createDiagnosticCollection('fitscope.advice'));

  constructor(private readonly advisor: Advisor) {
    this.own(advisor.onDidChange((config) => this.refresh(config)));
    this.own(
      workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('fitscope.hints')) return;
        for (const { uri } of workspace.textDocuments) this.refresh(uri);
      }),
    );
  }

  dispose(): void {
    Disposable.from(...this.owned).dispose();
  }

  private refresh(config: Uri): void {
    const key = config.toString();
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === key);
    const problems = document ? this.problemsOf(document) : [];
    if (problems.length === 0) this.problems.delete(config);
    else this.problems.set(config, problems);
  }

  private problemsOf(document: TextDocument): Diagnostic[] {
    const crash = this.advisor.crash(document);
    return [
      ...(crash ? [crashDiagnostic(crash, document)] : []),
      ...shownFindings(this.advisor, document).map((one) => toDiagnostic(one, document)),
    ];
  }

  private own<T extends Disposable>(part: T): T {
    this.owned.push(part);
    return part;
  }
}

/** Id of the rule that a problem comes from; undefined for problems of others. */
export function ruleOf({ source, code }: Diagnostic): string | undefined {
  if (source !== 'fitscope' || typeof code !== 'object') return undefined;
  return String(code.value);
}

function crashDiagnostic({ span, message }: CrashProblem, document: TextDocument): Diagnostic {
  const range = rangeOf(document, span);
  const diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Error);
  diagnostic.source = 'fitscope';
  diagnostic.code = 'crashed';
  return diagnostic;
}

function toDiagnostic(standing: StandingFinding, document: TextDocument): Diagnostic {
  const { span, severity, message, rule } = findingDiagnostic(standing);
  const level =
    severity === 'warning' ? DiagnosticSeverity.Warning : DiagnosticSeverity.Information;
  const diagnostic = new Diagnostic(rangeOf(document, span), message, level);
  diagnostic.source = 'fitscope';
  diagnostic.code = {
    value: rule,
    target: Uri.parse(commandAddress('fitscope.explainRule', rule)),
  };
  return diagnostic;
}
