import type { RunSummary } from '../../runs/listRuns';

/**
 * What a screen reader says of a run.
 *
 * @param words its verdict or progress, as the tree shows it
 * @param when "5 min ago"
 */
export function spokenRun(
  { name, outcome }: Pick<RunSummary, 'name' | 'outcome'>,
  isLive: boolean,
  words: string,
  when: string,
): string {
  const state = isLive ? 'training' : outcome;
  const says = words.startsWith(state) ? [words] : [state, words];
  return [name, ...says, `started ${when}`].join(', ');
}
