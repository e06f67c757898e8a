import type { ParameterRanges } from '../../protocol/searchSpace';
import { Random } from '../random';
import { paramsAt } from '../space';
import { inOrder, type Search } from './search';

/** Independent draws, uniform over each range (on a log scale where it is one). */
export function randomSearch(ranges: ParameterRanges, trials: number, seed: number): Search {
  const dimensions = Object.keys(ranges).length;
  return inOrder(trials, (number) => {
    const random = new Random(seed, `random ${number}`);
    const shares = Array.from({ length: dimensions }, () => random.uniform());
    return paramsAt(ranges, shares);
  });
}
