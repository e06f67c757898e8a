import type { ParameterRanges } from '../../protocol/searchSpace';
import { gridValues } from '../space';
import { inOrder, type Search } from './search';

/** Every combination of the ranges' values; the last parameter changes from trial to trial. */
export function gridSearch(ranges: ParameterRanges, most = Infinity): Search {
  const axes = Object.entries(ranges).map(([path, range]) => ({ path, values: gridValues(range) }));
  return inOrder(Math.min(gridSize(ranges), most), (number) => {
    let left = number;
    const params = axes.toReversed().map(({ path, values }) => {
      const value = values[left % values.length] ?? 0;
      left = Math.floor(left / values.length);
      return [path, value] as const;
    });
    return Object.fromEntries(params.toReversed());
  });
}

/** Number of trials of a full grid. */
export function gridSize(ranges: ParameterRanges): number {
  return Object.values(ranges).reduce((size, range) => size * gridValues(range).length, 1);
}
