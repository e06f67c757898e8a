import { finite, type Measured } from './measured';

/**
 * Sharpness against the limit at which descent becomes unstable.
 *
 *   lambda lr / 2                      sgd: stable below lambda = 2 / lr
 *   lambda lr / (2 (1 + momentum))     momentum: stable below 2 (1 + momentum) / lr
 *
 * with lambda the largest eigenvalue of the Hessian (`largestCurvature`). Range: unbounded; negative
 * where every direction curves down. Direction: below 1 stable; full-batch descent rises to 1 and
 * hovers there; above 2 at the start it jumps away.
 * Cost: free once the sharpness is known. Source: arXiv 2103.00065 (edge of stability).
 * Limits: a statement on full-batch sgd and momentum; mini-batches settle below 1, and Adam is
 * bounded by its preconditioned curvature instead. `not_finite` for NaN.
 */
export function sharpnessRatio(sharpness: number, learningRate: number, momentum = 0): Measured {
  const limit = 2 * (1 + momentum);
  return finite((sharpness * learningRate) / limit, 'The sharpness ratio');
}
