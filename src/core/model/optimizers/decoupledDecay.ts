import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';

/** p (1 - learning rate x decay) (Loshchilov and Hutter 2019), of all parameters, as PyTorch's AdamW. */
export function decoupledDecay(
  b: ProgramBuilder,
  parameters: Value,
  learningRate: Value,
  weightDecay: number,
): Value {
  if (weightDecay === 0) return parameters;
  return b.multiply(parameters, b.subtract(1, b.multiply(learningRate, weightDecay)));
}
