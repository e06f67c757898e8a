import type { Settings } from '../../protocol/settings';
import type { SweepPlan } from '../../protocol/sweep';
import { noPruner, type Pruner } from './pruner';

/** What ends the unpromising trials of a plan. */
export function makePruner(_plan: SweepPlan, _settings: Settings): Pruner {
  return noPruner;
}
