import type { ParameterRange, ParameterRanges, SearchKind } from '../../protocol/searchSpace';
import { guidedPaths } from './ladder';

/**
 * The search of somebody who names none: a grid where every range says its points, else TPE.
 *
 * @param trials undefined where no number of them is given
 */
export function usualSearch(ranges: ParameterRanges, trials: unknown): SearchKind {
  const all = Object.values(ranges);
  if (all.length === 0) return 'guided';
  return trials === undefined && all.every(hasPoints) ? 'grid' : 'tpe';
}

/** Why a search cannot work on these ranges, as a sentence for people; undefined where it can. */
export function whyNotSearch(search: SearchKind, ranges: ParameterRanges): string | undefined {
  for (const [path, range] of Object.entries(ranges)) {
    if (search === 'grid' && range.kind !== 'list' && range.points === undefined)
      return `${path} has no number of points, and the search is grid: ${range.kind}:${range.low}..${range.high}:5 has five.`;
    if (search === 'guided' && !(guidedPaths.includes(path) && isNumeric(range)))
      return `The search guided moves ${guidedPaths.join(', ')}, and numbers only; ${path} needs another search, such as tpe.`;
  }
  return undefined;
}

function hasPoints(range: ParameterRange): boolean {
  return range.kind === 'list' || range.points !== undefined;
}

function isNumeric(range: ParameterRange): boolean {
  return range.kind !== 'list' || range.values.every((one) => typeof one === 'number');
}
