import type { ParameterRanges, Params } from '../../protocol/searchSpace';
import { gridValues } from '../space';
import type { Search } from './search';

/**
 * Every combination of the ranges' values, the last parameter changing from trial to trial. What was
 * tried already is passed over: ranges that became wider add what is new in them.
 */
export function gridSearch(ranges: ParameterRanges, most = Infinity): Search {
  const axes = Object.entries(ranges).map(([path, range]) => ({ path, values: gridValues(range) }));
  const size = gridSize(ranges);
  const point = (number: number): Params => {
    let left = number;
    const params = axes.toReversed().map(({ path, values }) => {
      const value = values[left % values.length] ?? 0;
      left = Math.floor(left / values.length);
      return [path, value] as const;
    });
    return Object.fromEntries(params.toReversed());
  };
  const pointTexts = new Map<number, string>();
  const pointText = (number: number): string => {
    const text = pointTexts.get(number) ?? textOf(point(number));
    pointTexts.set(number, text);
    return text;
  };
  const texts = new WeakMap<Params, string>();
  const known = (params: Params): string => {
    const text = texts.get(params) ?? textOf(params);
    texts.set(params, text);
    return text;
  };
  return {
    next(trials) {
      if (trials.length >= most) return { kind: 'done' };
      const tried = new Set(trials.map(({ params }) => known(params)));
      // Where nothing changed this is the very next one.
      for (let i = 0; i < size; i++) {
        const number = (trials.length + i) % size;
        if (!tried.has(pointText(number))) return { kind: 'start', params: point(number) };
      }
      return { kind: 'done' };
    },
  };
}

/** Number of trials of a full grid. */
export function gridSize(ranges: ParameterRanges): number {
  return Object.values(ranges).reduce((size, range) => size * gridValues(range).length, 1);
}

function textOf(params: Params): string {
  return JSON.stringify(Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
