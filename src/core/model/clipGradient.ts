import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';

/**
 * torch.nn.utils.clip_grad_norm_: the gradient times min(1, largest / (norm + 1e-6)).
 * @returns the clipped gradient, and the Euclidean norm before clipping as a scalar
 */
export function clipGradient(
  b: ProgramBuilder,
  gradient: Value,
  largest: number,
): { readonly gradient: Value; readonly norm: Value } {
  const norm = b.unary('sqrt', b.sum(b.multiply(gradient, gradient)));
  const factor = b.binary('minimum', b.divide(largest, b.add(norm, 1e-6)), b.constant(1));
  return { gradient: b.multiply(gradient, factor), norm };
}
