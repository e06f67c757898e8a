import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';

/** Weight decay added to the gradient, of all parameters, as PyTorch's SGD and Adam do. */
export function coupledDecay(
  b: ProgramBuilder,
  gradient: Value,
  parameters: Value,
  weightDecay: number,
): Value {
  return weightDecay === 0 ? gradient : b.add(gradient, b.multiply(parameters, weightDecay));
}
