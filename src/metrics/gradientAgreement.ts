import { isDefined, notDefined, type Measured, type NotDefined } from './measured';
import { dot, norm, type Vector } from './vector';

/**
 * Mean cosine between gradients of different mini-batches at the same weights.
 *
 *   agreement = 2 / (m (m - 1)) sum_{i < k} cos(g_i, g_k) = (|sum_i u_i|^2 - m) / (m (m - 1))
 *
 * with u_i = g_i / |g_i|. Shapes: m gradients of equal length.
 * Range: [-1 / (m - 1), 1]. Direction: near 1 mini-batches pull the same way, near 0 they cancel:
 * usual late in training, early a sign of batches that are too small or a rate that is too high.
 * Cost: m backward passes and m passes over the weights.
 * Source: arXiv 2303.01500; 1 - 2 `gradientDirectionVariance`.
 * Limits: falls with the batch size by itself; compare runs of equal batches only. Gradients of
 * zero are left out; `too_few_samples` when fewer than 2 are left, `not_finite` for NaN or
 * infinite entries.
 * @throws RangeError when the lengths differ.
 */
export function gradientAgreement(gradients: readonly Vector[]): Measured {
  const units = unitVectors(gradients);
  if (!isDefined(units)) return units;
  const count = units.length;
  if (count < 2) {
    return notDefined('too_few_samples', `${count} mini-batches have a gradient: 2 needed.`);
  }
  const total = new Float64Array(units[0]!.length);
  for (const unit of units) for (let i = 0; i < total.length; i++) total[i]! += unit[i]!;
  return Math.min(1, (dot(total, total) - count) / (count * (count - 1)));
}

/**
 * Gradient direction variance: the mean distance (1 - cos) / 2 between mini-batch gradients.
 *
 *   GDV = 2 / (m (m - 1)) sum_{i < k} (1 - cos(g_i, g_k)) / 2
 *
 * Range: [0, 1], 0.5 for gradients at right angles. Direction: low is agreement; high early in an
 * underfitting run is what early dropout lowers. Shapes, cost, source and limits as
 * `gradientAgreement`.
 */
export function gradientDirectionVariance(gradients: readonly Vector[]): Measured {
  const agreement = gradientAgreement(gradients);
  return typeof agreement === 'number' ? (1 - agreement) / 2 : agreement;
}

/**
 * Gradient direction error: the mean distance of mini-batch gradients from the full one.
 *
 *   GDE = (1 / m) sum_i (1 - cos(g_i, g)) / 2
 *
 * g is the gradient of all training data (or of many), without dropout. Range: [0, 1]. Direction:
 * low means that a step goes where the whole training set pulls.
 * Cost: as `gradientAgreement`, and one pass over the data for g. Source: arXiv 2303.01500.
 * Limits: g contains the mini-batches, so a large batch is close to it by itself. `zero_denominator`
 * for a full gradient of zero, else as `gradientAgreement`, with 1 mini-batch needed.
 */
export function gradientDirectionError(gradients: readonly Vector[], full: Vector): Measured {
  const units = unitVectors(gradients);
  if (!isDefined(units)) return units;
  const size = norm(full);
  if (!Number.isFinite(size)) return notDefined('not_finite', 'The full gradient is not finite.');
  if (size === 0) return notDefined('zero_denominator', 'The full gradient is zero.');
  if (units.length === 0) {
    return notDefined('too_few_samples', 'No mini-batch has a gradient.');
  }
  let sum = 0;
  for (const unit of units) sum += (1 - Math.min(1, dot(unit, full) / size)) / 2;
  return sum / units.length;
}

function unitVectors(gradients: readonly Vector[]): Float64Array[] | NotDefined {
  const units: Float64Array[] = [];
  for (const [index, gradient] of gradients.entries()) {
    const size = norm(gradient);
    if (!Number.isFinite(size)) {
      return notDefined('not_finite', `The gradient of mini-batch ${index} is not finite.`);
    }
    if (size > 0) units.push(Float64Array.from(gradient, (value) => value / size));
  }
  return units;
}
