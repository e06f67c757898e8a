import type { Span } from '../../config/problem';
import { about } from '../../diagnosis/words';
import type { Finding } from '../../protocol/finding';
import type { StandingFinding } from './advisor';
import { metricInSentence } from './metricWords';

/** A Problem on the line, before VS Code's own types. */
export interface FindingDiagnostic {
  readonly span: Span;
  readonly severity: 'warning' | 'information';
  readonly message: string;
  readonly rule: string;
}

/** A problem is a warning, a hint is information. */
export function findingDiagnostic({ finding, span }: StandingFinding): FindingDiagnostic {
  return {
    span,
    severity: severityOf(finding),
    message: [finding.says, ...evidenceLine(finding)].join('\n'),
    rule: finding.rule,
  };
}

function severityOf({ severity }: Finding): FindingDiagnostic['severity'] {
  switch (severity) {
    case 'problem':
      return 'warning';
    case 'hint':
      return 'information';
  }
}

/** `Measured: weight norm ratio 0.38 (expected above 0.7). Confidence: high.` The hover has all. */
function evidenceLine({ evidence: [first], confidence }: Finding): readonly string[] {
  if (!first) return [];
  const { metric, value, expected } = first;
  const measured = `${metricInSentence(metric)} ${about(value)} (expected ${expected})`;
  return [`Measured: ${measured}. Confidence: ${confidence}.`];
}
