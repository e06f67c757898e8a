import { notDefined, type Measured } from './measured';
import { dot, norm, type Vector } from './vector';

/** Multiplies the Hessian with a direction; what it gives may be written over by the next call. */
export type HessianProduct = (direction: Float64Array) => Promise<Vector>;

export interface Curvature {
  readonly value: Measured;
  /** Unit vector; a good start for the next time. The start itself where there is no value. */
  readonly direction: Float64Array;
  /** Hessian products that were needed. */
  readonly products: number;
}

export interface CurvatureLimits {
  /** Stop when the estimate has changed by less than this share in a product. */
  readonly tolerance: number;
  readonly mostProducts: number;
}

export const defaultCurvatureLimits: CurvatureLimits = { tolerance: 2e-3, mostProducts: 24 };

/**
 * Largest eigenvalue of the Hessian, the sharpness, by power iteration.
 *
 *   v <- Hv / |Hv|,   lambda = v'Hv
 *
 * Where the iteration finds a negative eigenvalue it is the one of largest size, and a second one
 * on H - lambda I finds the largest. Shapes: start [parameters], not zero.
 * Range: unbounded; at most about 2 / learning rate in full-batch descent that is stable.
 * Cost: a Hessian product (two backward passes) each round, 12 to 24 rounds from a random start, a
 * few from the direction of the last time. Source: arXiv 2103.00065 for its meaning.
 * Limits: approaches from below; when the two largest are close the value is right sooner than the
 * direction. `zero_denominator` where the curvature is zero, `not_finite` when a product is.
 */
export async function largestCurvature(
  product: HessianProduct,
  start: Vector,
  limits: CurvatureLimits = defaultCurvatureLimits,
): Promise<Curvature> {
  const first = await iterate(product, start, 0, limits);
  const { value } = first;
  if (typeof value !== 'number' || value >= 0) return first;
  const second = await iterate(product, start, -value, limits);
  return { ...second, products: first.products + second.products };
}

/** Largest eigenvalue in size of H + shift I, less the shift. */
async function iterate(
  product: HessianProduct,
  start: Vector,
  shift: number,
  { tolerance, mostProducts }: CurvatureLimits,
): Promise<Curvature> {
  let direction = unit(start);
  let value = NaN;
  for (let products = 1; products <= mostProducts; products++) {
    const next = Float64Array.from(await product(direction));
    for (let i = 0; i < next.length; i++) next[i]! += shift * direction[i]!;
    const size = norm(next);
    if (!Number.isFinite(size)) {
      const broken = notDefined('not_finite', 'A product with the Hessian is not finite.');
      return { value: broken, direction, products };
    }
    // Of a shifted matrix that gives zero, all eigenvalues are the one that it was shifted by.
    if (size === 0 && shift !== 0) return { value: -shift, direction, products };
    if (size === 0) {
      const flat = notDefined('zero_denominator', 'The loss is flat: the Hessian gives zero.');
      return { value: flat, direction, products };
    }
    const before = value;
    value = dot(direction, next) - shift;
    direction = unit(next);
    if (Math.abs(value - before) <= tolerance * Math.abs(value + shift))
      return { value, direction, products };
  }
  return { value, direction, products: mostProducts };
}

function unit(vector: Vector): Float64Array {
  const size = norm(vector);
  return Float64Array.from(vector, (value) => value / size);
}
