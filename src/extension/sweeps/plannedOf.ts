import type { ParameterRange } from '../../protocol/searchSpace';
import type { LoadedSweep } from './sweepLibrary';

/** Trials of searches that have no number of their own; as `usualTrials` of the searches. */
const usual = 20;

/**
 * How many trials there will be; undefined where the search finds out. Light enough to be there from
 * the start: the searches themselves are not.
 */
export function plannedOf({ view }: Pick<LoadedSweep, 'view'>): number | undefined {
  const { search, parameters, trials } = view.record.plan;
  if (search === 'guided') return undefined;
  if (search !== 'grid') return trials ?? usual;
  const size = Object.values(parameters).reduce((all, range) => all * pointsOf(range), 1);
  return Math.min(size, trials ?? Infinity);
}

/** Of a whole-number range some points may fall together; then there are fewer trials. */
function pointsOf(range: ParameterRange): number {
  return range.kind === 'list' ? range.values.length : (range.points ?? 1);
}
