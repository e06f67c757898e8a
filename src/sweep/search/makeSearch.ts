import type { Settings } from '../../protocol/settings';
import type { SweepPlan } from '../../protocol/sweep';
import { gridSearch, gridSize } from './grid';
import { randomSearch } from './random';
import type { Search } from './search';

/** Trials of a search that has no number of its own. */
export const usualTrials = 20;

/** The search of a plan over a config's settings. */
export function makeSearch(plan: SweepPlan, _settings: Settings): Search {
  const { parameters, trials = usualTrials, seed } = plan;
  switch (plan.search) {
    case 'grid':
      return gridSearch(parameters, plan.trials);
    case 'random':
      return randomSearch(parameters, trials, seed);
    case 'sobol':
    case 'tpe':
    case 'guided':
      throw new Error(`The search ${plan.search} is not there yet.`);
  }
}

/** How many trials there will be; undefined where the search finds out. */
export function plannedTrials({ search, parameters, trials }: SweepPlan): number | undefined {
  if (search === 'guided') return undefined;
  return search === 'grid'
    ? Math.min(gridSize(parameters), trials ?? Infinity)
    : (trials ?? usualTrials);
}
