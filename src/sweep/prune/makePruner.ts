import type { Settings } from '../../protocol/settings';
import type { SweepPlan } from '../../protocol/sweep';
import { halvingPruner } from './halving';
import { noPruner, type Pruner } from './pruner';
import { rulePruner } from './rulePruner';

/** What ends the unpromising trials of a plan; nothing where trials differ in their epochs. */
export function makePruner({ prune, parameters }: SweepPlan, { training }: Settings): Pruner {
  if (parameters['training.epochs'] !== undefined) return noPruner;
  const { epochs } = training;
  switch (prune) {
    case 'none':
      return noPruner;
    case 'halving':
      return halvingPruner(epochs);
    case 'rules':
      return rulePruner(epochs);
    case 'all':
      return firstOf(rulePruner(epochs), halvingPruner(epochs));
  }
}

/** The word of the first that has one; both look at the same epochs. */
function firstOf(first: Pruner, second: Pruner): Pruner {
  return {
    rungs: first.rungs,
    judge: (trial, all) => first.judge(trial, all) ?? second.judge(trial, all),
  };
}
