import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';

/**
 * What OUI and dead units of one layer are made of, so that no activation leaves the engine:
 * with signs s = 1 where an activation is positive and -1 elsewhere, [samples, units], and
 * L = floor(units / 2), all pairwise Hamming distances h come from one matrix product,
 *
 *   s_i.s_k = units - 2 h(i, k)   and   min(h, L) = (units - max(s_i.s_k, units - 2 L)) / 2
 */
export interface PatternSums {
  /** Sum of max(s_i.s_k, units - 2 L) over all ordered pairs, i = k too. */
  readonly likeness: Value;
  /** Number of units that are positive on a sample or more, [1]. */
  readonly aliveUnits: Value;
}

export function patternSums(b: ProgramBuilder, activations: Value, samples: number): PatternSums {
  const units = Number(activations.shape[1]);
  const signs = b.whereGreater(activations, 0, 1, -1);
  const products = b.matmul(signs, signs, { transposeB: true });
  const capped = b.binary('maximum', products, b.constant(units % 2));
  // Over samples a sum is a product with ones, far faster than a maximum.
  const isAlive = b.whereGreater(b.sum(signs, [0]), 0.5 - samples, 1, 0);
  return { likeness: b.sum(capped), aliveUnits: b.sum(isAlive, [0], true) };
}
