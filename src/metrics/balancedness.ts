import { ratio, type Measured } from './measured';
import { requireEqualLengths, type Vector } from './vector';

/**
 * How unequal the weights into and out of the units of a hidden layer are.
 *
 *   balancedness = sum_j | |a_j|^2 - |w_j|^2 | / sum_j (|a_j|^2 + |w_j|^2)
 *
 * w_j: all weights into unit j with its bias, a_j: all weights out of it.
 * Shapes: incoming and outgoing squares, [units] each. Range: [0, 1]: 0 where each unit's two sides
 * are equally large (balanced), 1 where one side is zero. Direction: neither is good by itself;
 * weight decay drives it to 0, a large imbalance makes one layer learn and the other stay.
 * Cost: a pass over the weights. Source: Du et al. 2018 (arXiv 1806.00900): |a_j|^2 - |w_j|^2 is
 * conserved by gradient flow.
 * Limits: ReLU and linear layers without normalization, which are homogeneous. `zero_denominator`
 * when all weights are zero, `not_finite` for NaN or infinite squares.
 * @throws RangeError when the lengths differ.
 */
export function balancedness(incoming: Vector, outgoing: Vector): Measured {
  requireEqualLengths(incoming, outgoing);
  let difference = 0;
  let total = 0;
  for (let j = 0; j < incoming.length; j++) {
    difference += Math.abs(outgoing[j]! - incoming[j]!);
    total += outgoing[j]! + incoming[j]!;
  }
  return ratio(difference, total, 'Balancedness', 'The weights are zero.');
}

/** Squares of the weights into and out of each unit, [units] each. */
export interface UnitSquares {
  readonly incoming: Vector;
  readonly outgoing: Vector;
}

/**
 * How far |a_j|^2 - |w_j|^2, which gradient flow would keep, has moved since the start.
 *
 *   drift = sum_j |delta_j(t) - delta_j(0)| / sum_j (|a_j(0)|^2 + |w_j(0)|^2),
 *   delta_j = |a_j|^2 - |w_j|^2
 *
 * Range: [0, no bound), 0 at the start. Direction: what moves it is the size of the steps and weight
 * decay (delta decays as e^-2 wd t under it): high early without decay means a learning rate far
 * from gradient flow. Shapes, cost, source, limits as `balancedness`; momentum and Adam do not keep
 * delta either. `zero_denominator` when the weights started at zero.
 * @throws RangeError when the lengths differ.
 */
export function balanceDrift(now: UnitSquares, start: UnitSquares): Measured {
  requireEqualLengths(now.incoming, now.outgoing);
  requireEqualLengths(start.incoming, start.outgoing);
  requireEqualLengths(now.incoming, start.incoming);
  let moved = 0;
  let total = 0;
  for (let j = 0; j < now.incoming.length; j++) {
    const before = start.outgoing[j]! - start.incoming[j]!;
    moved += Math.abs(now.outgoing[j]! - now.incoming[j]! - before);
    total += start.outgoing[j]! + start.incoming[j]!;
  }
  return ratio(moved, total, 'Balance drift', 'The weights started at zero.');
}
