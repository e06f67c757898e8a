import type { RunChoice, ShownRun, ToPanel } from '../../src/protocol/panelMessages';
import type { RunView } from '../../src/protocol/runView';
import { imaginedConfig, imaginedDiagnosis } from './imaginedDiagnosis';
import { imaginedRun, type ImaginedRun } from './imaginedRun';

/** A run as the panel is told of it, all at once. */
export function imaginedShown(asked: ImaginedRun, more: Partial<ShownRun> = {}): ShownRun {
  const diagnosis = imaginedDiagnosis(asked.story);
  return {
    view: imaginedRun(asked),
    diagnosis,
    configText: imaginedConfig,
    language: 'yaml',
    applicable: diagnosis.findings.flatMap(({ remedies }) => remedies.map(({ id }) => id)),
    applied: [],
    ...more,
  };
}

export function choiceOf(view: RunView, more: Partial<RunChoice> = {}): RunChoice {
  const { id, name, outcome, created } = view.record;
  return { id, name, outcome, verdict: null, started: created, ...more };
}

/** A snapshot of one run among others. */
export function imaginedSnapshot(
  shown: ShownRun,
  others: readonly RunChoice[] = [],
): Extract<ToPanel, { type: 'snapshot' }> {
  const { view, diagnosis } = shown;
  return {
    type: 'snapshot',
    shown,
    runs: [choiceOf(view, { verdict: diagnosis.verdict }), ...others],
  };
}
