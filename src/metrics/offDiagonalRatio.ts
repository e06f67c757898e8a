import { centreColumns } from './centre';
import { notDefined, type Measured } from './measured';
import { requireMatrix, type Vector } from './vector';

/** Of a wider layer so many units are compared, evenly spaced: the cost grows with their square. */
const MOST_UNITS = 256;

/**
 * How much the features of the last hidden layer share.
 *
 *   mean_{j != l} |C_jl| / mean_j C_jj,   C = F~'F~
 *
 * Shapes: features F [samples, units], row-major; F~ has each column's mean taken out.
 * Range: [0, 1]. Direction: low when units respond to different things. In Li2's account it is flat
 * while features are learned one by one (independent stage) and falls when they start to push each
 * other apart (interactive stage). Measured: .049 flat, then .021 after generalisation.
 * Cost: samples units^2 / 2, of at most 256 units, evenly spaced in a wider layer.
 * Source: Li2, arXiv 2509.21519 (v5, Stage III).
 * Limits: shown for two layers with x^2; with random ReLU features on real images it is .2 to .5
 * already. `too_few_units` below 2, `too_few_samples` below 2, `zero_denominator` when no unit
 * varies, `not_finite` for NaN or infinite entries.
 * @throws RangeError when the sizes do not fit.
 */
export function offDiagonalRatio(features: Vector, samples: number, units: number): Measured {
  requireMatrix(features, samples, units, 'features');
  if (units < 2) return notDefined('too_few_units', `${units} unit: 2 needed to share anything.`);
  if (samples < 2) return notDefined('too_few_samples', `${samples} samples: 2 needed.`);
  const columns = centredColumns(features, samples, units);
  let diagonal = 0;
  let others = 0;
  for (let j = 0; j < columns.length; j++) {
    diagonal += product(columns[j]!, columns[j]!);
    for (let l = 0; l < j; l++) others += Math.abs(product(columns[j]!, columns[l]!));
  }
  if (!Number.isFinite(diagonal) || !Number.isFinite(others)) {
    return notDefined('not_finite', 'Features are not finite.');
  }
  if (diagonal === 0) {
    return notDefined('zero_denominator', 'The features are the same on all samples.');
  }
  const pairs = (columns.length * (columns.length - 1)) / 2;
  return Math.min(1, others / pairs / (diagonal / columns.length));
}

function centredColumns(features: Vector, samples: number, units: number): Float64Array[] {
  const centred = centreColumns(features, samples, units);
  const count = Math.min(units, MOST_UNITS);
  return Array.from({ length: count }, (_, at) => {
    const unit = Math.floor((at * units) / count);
    return Float64Array.from({ length: samples }, (_, i) => centred[i * units + unit]!);
  });
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
