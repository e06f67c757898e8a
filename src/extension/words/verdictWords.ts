import type { Verdict } from '../../protocol/finding';

/** A verdict as people say it. */
export function verdictWords(verdict: Verdict): string {
  return verdict === 'over_aligned' ? 'over-aligned' : verdict;
}
