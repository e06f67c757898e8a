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

/** `Measured: weight norm ratio 0.38 (expected above 0.7); ... Confidence: high.` */
function evidenceLine({ evidence, confidence }: Finding): readonly string[] {
  if (evidence.length === 0) return [];
  const measured = evidence.map(
    ({ metric, value, expected }) =>
      `${metricInSentence(metric)} ${about(value)} (expected ${expected})`,
  );
  const line = measured.join('; ');
  return [`Measured: ${line}. Confidence: ${confidence}.`];
}
