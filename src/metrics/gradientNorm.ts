import { finite, type Measured } from './measured';
import { norm, type Vector } from './vector';

/**
 * Size of the loss gradient by the parameters of a layer: |g| (Euclidean).
 *
 * Shapes: the flat gradient of a layer, or of the whole network. Range: [0, no bound).
 * Direction: layers that differ by orders of magnitude train at different speeds under plain
 * descent; far lower towards the input is vanishing, far higher exploding. About 0 everywhere: done
 * or stuck. Cost: a backward pass. Source: Glorot and Bengio 2010.
 * Limits: the scale is the loss's; under Adam it hardly matters. `not_finite` for NaN or infinite
 * entries.
 */
export function gradientNorm(gradient: Vector): Measured {
  return finite(norm(gradient), 'The gradient norm');
}
