import type { Diagnosis, Finding } from '../protocol/finding';
import type { RunView } from '../protocol/runView';
import { explain } from './explain';
import { extractSignals } from './extractSignals';
import { joinAdvice } from './joint';
import { rank } from './rank';
import { rules } from './rules';
import type { Signals } from './signals';
import { decideVerdict } from './verdict';

/** Rules speak from this part of a run on; before it only a run that blew up is told. */
const firstShare = 0.1;

/**
 * What is wrong with a run and what would help: findings ranked, at most one change for each
 * advised value, and a verdict that says "undecided" where one run cannot tell.
 * Pure, and total: any view, also an empty one, has a diagnosis.
 */
export function diagnose(view: RunView): Diagnosis {
  const signals = extractSignals(view);
  const findings = joinAdvice(rank(examineAll(signals)));
  return {
    ...decideVerdict(signals, findings),
    findings,
    explanations: explain(signals),
  };
}

/** What every rule says by itself, in the order of the rules. */
export function examineAll(signals: Signals): readonly Finding[] {
  const speaking = signals.share < firstShare ? rules.filter(({ early }) => early) : rules;
  return speaking.flatMap((rule) => rule.examine(signals) ?? []);
}
