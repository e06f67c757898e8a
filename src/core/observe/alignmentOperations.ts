import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';

/** Keeps 0 / 0 apart from a real ratio: such a result is read as "not defined". */
const smallest = 1e-30;

/**
 * Centred kernel-target alignment of features [n, k] with targets [n, m] as a scalar, so that no
 * n by n matrix leaves the engine. With ~ for "mean over the samples taken out"
 *
 *   <F~F~', Y~Y~'> / (|F~F~'| |Y~Y~'|) = |F~'Y~|^2 / (|F~'F~| |Y~'Y~|)   (Frobenius)
 *
 * Twin: `metrics/kernelTargetAlignment`. NaN where features or targets do not vary.
 */
export function kernelTargetOperations(b: ProgramBuilder, features: Value, targets: Value): Value {
  const f = centred(b, features);
  const y = centred(b, targets);
  const shared = squares(b, b.matmul(f, y, { transposeA: true }));
  const sizes = b.multiply(
    squares(b, b.matmul(f, f, { transposeA: true })),
    squares(b, b.matmul(y, y, { transposeA: true })),
  );
  return ratio(b, shared, b.unary('sqrt', sizes));
}

/**
 * cos(G, Y~(Y~'F~)) of Li2 (arXiv 2509.21519) as a scalar: features F and their negative loss
 * gradient G [n, k], targets Y [n, m]. Twin: `metrics/gradientFeatureAlignment`.
 */
export function gradientFeatureOperations(
  b: ProgramBuilder,
  features: Value,
  gradient: Value,
  targets: Value,
): Value {
  const y = centred(b, targets);
  const signal = b.matmul(y, b.matmul(y, centred(b, features), { transposeA: true }));
  const product = b.sum(b.multiply(gradient, signal));
  return ratio(b, product, b.unary('sqrt', b.multiply(squares(b, gradient), squares(b, signal))));
}

function centred(b: ProgramBuilder, x: Value): Value {
  return b.subtract(x, b.mean(x, [0], true));
}

function squares(b: ProgramBuilder, x: Value): Value {
  return b.sum(b.multiply(x, x));
}

function ratio(b: ProgramBuilder, numerator: Value, denominator: Value): Value {
  const defined = b.divide(numerator, denominator);
  return b.whereGreater(denominator, smallest, defined, NaN);
}
