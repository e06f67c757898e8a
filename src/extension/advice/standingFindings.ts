import type { Diagnosis } from '../../protocol/finding';
import type { Settings } from '../../protocol/settings';
import type { StandingFinding } from './advisor';
import { placeOf, stands, type ConfigNow } from './stands';

/** What of a run decides which of its findings stand. */
export interface DiagnosedRun {
  readonly id: string;
  readonly view: { readonly record: { readonly settings: Settings } };
  readonly diagnosis: Diagnosis;
}

/** The findings of a run that still stand in a config, each at its place, in the order of the run. */
export function standingFindings(run: DiagnosedRun, now: ConfigNow): readonly StandingFinding[] {
  const { settings } = run.view.record;
  return run.diagnosis.findings.flatMap((finding) => {
    const span = stands(finding, settings, now) ? placeOf(now.places, finding.path) : undefined;
    return span ? [{ run: run.id, finding, span }] : [];
  });
}
