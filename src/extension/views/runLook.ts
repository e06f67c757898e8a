import type { RunOutcome } from '../../protocol/events';
import type { Verdict } from '../../protocol/finding';
import { verdictWords } from '../words/verdictWords';

/** How a run shows its state: an icon with a colour of the theme, and the same in words. */
export interface RunLook {
  readonly icon: string;
  readonly color?: string;
  readonly words: string;
}

/** @param live its progress in [0, 1] while its trainer is at work */
export function runLook(outcome: RunOutcome, verdict: Verdict | null, live?: number): RunLook {
  if (live !== undefined) {
    return { icon: 'sync~spin', color: 'charts.blue', words: `${Math.floor(live * 100)} %` };
  }
  switch (outcome) {
    case 'running':
      return { icon: 'question', words: 'no sign of its trainer' };
    case 'crashed':
      return { icon: 'error', color: 'list.errorForeground', words: 'crashed' };
    case 'diverged':
      return { icon: 'flame', color: 'list.errorForeground', words: 'diverged' };
    case 'stopped':
      return { icon: 'debug-stop', ...withVerdict('stopped', verdict) };
    case 'finished':
      return finishedLook(verdict);
  }
}

function finishedLook(verdict: Verdict | null): RunLook {
  switch (verdict) {
    case null:
      return { icon: 'check', words: 'finished' };
    case 'balanced':
      return { icon: 'pass', color: 'charts.green', words: verdictWords(verdict) };
    case 'undecided':
      return { icon: 'circle-large-outline', words: verdictWords(verdict) };
    case 'underfitting':
    case 'overfitting':
    case 'over_aligned':
    case 'lazy':
    case 'unstable':
      return { icon: 'warning', color: 'list.warningForeground', words: verdictWords(verdict) };
  }
}

function withVerdict(words: string, verdict: Verdict | null): Pick<RunLook, 'words'> {
  const says = verdict === null || verdict === 'undecided' ? '' : `, ${verdictWords(verdict)}`;
  return { words: `${words}${says}` };
}
