import type { ModelPlan, ParameterSlot } from './plan';

export interface Cost {
  /** Floating-point operations of one forward pass. */
  readonly forward: number;
  /** Of one optimizer step: forward, backward and update. */
  readonly trainStep: number;
}

/** Passes over the flat vector that Adam's update takes, rounded up for the rest. */
const UPDATE_PASSES = 12;

/**
 * Rough number of floating-point operations, a multiply-add counted as two: matrix products and
 * convolutions only, and the update as 12 operations a parameter. The backward pass is two products
 * for each of the forward pass, but one in the first layer, whose input needs no gradient.
 * Newton-Schulz iterations of Muon are not counted.
 * @param batch samples in one call
 */
export function estimateCost(
  plan: Pick<ModelPlan, 'layers' | 'parameters' | 'parameterCount'>,
  batch: number,
): Cost {
  const weights = plan.parameters.filter((slot) => slot.role === 'weight');
  const products = weights.map((slot) => 2 * batch * multiplyAdds(slot, plan));
  const forward = products.reduce((total, product) => total + product, 0);
  const backward = 2 * forward - (products[0] ?? 0);
  return { forward, trainStep: forward + backward + UPDATE_PASSES * plan.parameterCount };
}

/** A dense weight is used once for each sample, a kernel once for each pixel of its layer. */
function multiplyAdds(slot: ParameterSlot, plan: Pick<ModelPlan, 'layers'>): number {
  if (slot.shape.length === 2) return slot.size;
  const units = plan.layers.find((layer) => layer.name === slot.layer)?.units;
  const filters = slot.shape[0];
  if (units === undefined || filters === undefined)
    throw new Error(`Kernel ${slot.name} belongs to no layer of the plan.`);
  return (slot.size * units) / filters;
}
