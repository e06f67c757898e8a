import { estimateCost } from '../model/estimateCost';
import type { WorkEstimate } from './cadence';
import type { Observation } from './observation';

/** Passes over the weights that their metrics take, several numbers at a time. */
const weightPasses = 12;

/** How much work one observation is, beside a training step. */
export function estimateWork(
  { plan, probe, batchSize }: Pick<Observation, 'plan' | 'probe' | 'batchSize'>,
  bitLayers: readonly string[],
): WorkEstimate {
  const units = plan.layers
    .filter((layer) => bitLayers.includes(layer.name))
    .reduce((total, layer) => total + layer.units, 0);
  const pairs = 2 * probe.count ** 2 * units;
  const bits = 4 * probe.count * units;
  return {
    stepFlops: estimateCost(plan, batchSize).trainStep,
    observeFlops: estimateCost(plan, probe.count).forward + pairs + bits,
    observedNumbers: weightPasses * plan.parameterCount,
  };
}
