import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';

export interface AdamState {
  readonly parameters: Value;
  readonly first: Value;
  readonly second: Value;
}

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1) with PyTorch's constants, in ten passes over
 * the vector: the moments are kept as m / (1 - beta1) and v / (1 - beta2), and what is left of the
 * corrections are two scalars, those of `adamScalars`.
 */
export function adamStep(
  b: ProgramBuilder,
  before: AdamState,
  gradient: Value,
  rate: Value,
  epsilon: Value,
): AdamState {
  const first = b.add(b.multiply(before.first, BETA1), gradient);
  const second = b.add(b.multiply(before.second, BETA2), b.multiply(gradient, gradient));
  const direction = b.divide(first, b.add(b.unary('sqrt', second), epsilon));
  return {
    parameters: b.subtract(before.parameters, b.multiply(direction, rate)),
    first,
    second,
  };
}

/**
 * With M = m / (1 - beta1) and V = v / (1 - beta2), Adam's m^ / (sqrt(v^) + eps) is
 * correction M / (sqrt(V) + epsilon).
 * @param step counts from 1
 */
export function adamScalars(step: number): {
  readonly correction: number;
  readonly epsilon: number;
} {
  const forFirst = (1 - BETA1) / (1 - BETA1 ** step);
  const forRoot = Math.sqrt((1 - BETA2) / (1 - BETA2 ** step));
  return { correction: forFirst / forRoot, epsilon: EPSILON / forRoot };
}
