import type { Settings } from '../../protocol/settings';
import type { SweepPlan } from '../../protocol/sweep';
import { gridSearch, gridSize } from './grid';
import { guidedSearch } from './guided';
import type { DecayFor } from './ladder';
import { randomSearch } from './random';
import type { Search } from './search';
import { sobolSearch } from './sobol';
import { tpeSearch } from './tpe';

/** Trials of a search that has no number of its own. */
export const usualTrials = 20;

/** The search of a plan over a config's settings. */
export function makeSearch(plan: SweepPlan, settings: Settings, decayFor: DecayFor): Search {
  const { parameters, trials = usualTrials, seed } = plan;
  switch (plan.search) {
    case 'grid':
      return gridSearch(parameters, plan.trials);
    case 'random':
      return randomSearch(parameters, trials, seed);
    case 'sobol':
      return sobolSearch(parameters, trials, seed);
    case 'tpe':
      return tpeSearch(parameters, trials, seed);
    case 'guided':
      return guidedSearch(parameters, settings, decayFor);
  }
}

/** How many trials there will be; undefined where the search finds out. */
export function plannedTrials({ search, parameters, trials }: SweepPlan): number | undefined {
  if (search === 'guided') return undefined;
  return search === 'grid'
    ? Math.min(gridSize(parameters), trials ?? Infinity)
    : (trials ?? usualTrials);
}
