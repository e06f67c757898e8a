import { examineAll } from '../../../src/diagnosis/diagnose';
import { extractSignals } from '../../../src/diagnosis/extractSignals';
import { rules } from '../../../src/diagnosis/rules';
import type { Finding } from '../../../src/protocol/finding';
import { handMadeRun, type RunSketch } from './handMadeRun';

/** What one rule says of a run by itself; an unknown rule is a mistake in the test. */
export function askRule(id: string, sketch: RunSketch): Finding | undefined {
  if (!rules.some((rule) => rule.id === id)) throw new Error(`There is no rule ${id}.`);
  return examineAll(extractSignals(handMadeRun(sketch))).find(({ rule }) => rule === id);
}

/** The changes of a finding as `path to value`. */
export function changesOf(finding: Finding | undefined): readonly string[] {
  return (finding?.remedies ?? []).map(({ change }) => `${change.path} ${change.to}`);
}
