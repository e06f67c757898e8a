import type { Finding } from '../protocol/finding';

const severities: readonly Finding['severity'][] = ['problem', 'hint'];
const confidences: readonly Finding['confidence'][] = ['high', 'medium', 'low'];

/**
 * Problems before hints, then by confidence, then what asks for a change; findings that are equal
 * so keep their order.
 */
export function rank(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
      Number(a.remedies.length === 0) - Number(b.remedies.length === 0),
  );
}
