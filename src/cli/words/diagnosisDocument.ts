import type { MetricValues, RunOutcome } from '../../protocol/events';
import type { Diagnosis, Finding, Verdict } from '../../protocol/finding';
import type { RunView } from '../../protocol/runView';
import { lastMetrics, runSeconds, trainResult, validationResult, type Result } from './runNumbers';

/** What `diagnose --json` prints. */
export interface DiagnosisDocument {
  readonly run: string;
  readonly folder: string;
  readonly outcome: RunOutcome;
  readonly reason?: string;
  /** Config path of the key that is to blame. */
  readonly reasonPath?: string;
  readonly verdict: Verdict;
  readonly says: string;
  readonly findings: readonly Finding[];
  readonly last: { readonly metrics: MetricValues };
  /** Null when no epoch was evaluated. */
  readonly train: Result | null;
  readonly validation?: Result;
  readonly seconds: number;
  readonly monitoringSeconds: number;
  /** Of it, seconds by metric id. */
  readonly monitoringByMetric?: Readonly<Record<string, number>>;
  /** What was done to the data, a sentence each. */
  readonly notes?: readonly string[];
  /** What of the run's files could not be read or written. */
  readonly problems?: readonly string[];
}

export function diagnosisDocument(
  folder: string,
  view: RunView,
  diagnosis: Diagnosis,
  furtherProblems: readonly string[] = [],
): DiagnosisDocument {
  const validation = validationResult(view);
  const reason = view.ended?.reason ?? view.record.reason;
  const reasonPath = view.ended?.reasonPath ?? view.record.reasonPath;
  const problems = [...(view.problems ?? []), ...furtherProblems];
  return {
    run: view.record.id,
    folder,
    outcome: view.outcome,
    ...(reason !== undefined && { reason }),
    ...(reasonPath !== undefined && { reasonPath }),
    verdict: diagnosis.verdict,
    says: diagnosis.says,
    findings: diagnosis.findings,
    last: { metrics: lastMetrics(view) },
    train: trainResult(view) ?? null,
    ...(validation && { validation }),
    seconds: runSeconds(view),
    monitoringSeconds: view.ended?.monitoringSeconds ?? 0,
    ...(view.ended?.monitoringByMetric && {
      monitoringByMetric: view.ended.monitoringByMetric,
    }),
    ...(view.record.notes && { notes: view.record.notes }),
    ...(problems.length > 0 && { problems }),
  };
}
