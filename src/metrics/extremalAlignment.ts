import { notDefined, type Measured } from './measured';
import { requireMatrix, type Vector } from './vector';

/** A neuron within this angle of its critical direction counts as aligned. */
export const ALIGNED_DEGREES = 10;

/** A two-layer ReLU network and the pull on its outputs where they are all zero. */
export interface TwoLayers {
  /** X [samples, inputs] */
  readonly inputs: Vector;
  /** r [samples, outputs]: minus the gradient of each sample's loss by its outputs, at output 0. */
  readonly pull: Vector;
  /** W [inputs, neurons], a neuron a column. */
  readonly weights: Vector;
  /** b [neurons]; left out for a network without biases. */
  readonly bias?: Vector;
  /** A [neurons, outputs], a neuron a row. */
  readonly outgoing: Vector;
  readonly samples: number;
}

/**
 * Share of the neurons of a two-layer ReLU network that point along an extremal vector: a
 * direction in which early training, from a small initialization, would leave them.
 *
 *   D_j = (1 / n) sum_k 1{w_j.x_k + b_j > 0} (a_j.r_k) x_k
 *   share of neurons j with |cos((w_j, b_j), D_j)| >= cos 10 degrees
 *
 * Where there are biases, x_k has a further entry 1 and w_j the bias. r_k for the squared loss is
 * y_k, for cross-entropy y_k minus 1 / classes, each up to a positive factor, which does not matter.
 * Range: [0, 1]. Direction: near 0 at a random start in many dimensions; towards 1 when the
 * early alignment phase is done. Most of the rise comes before the loss has fallen by a tenth.
 * Cost: 2 samples inputs neurons. Source: D(w, 0) and the extremal vectors of arXiv 2401.10791 and
 * 2410.02348 (Boursier and Flammarion), theory 3.1; for more than one output the form here is
 * inferred: the outgoing weights choose the pull.
 * Limits: two layers, ReLU. A neuron that is off on all samples, or whose pull cancels, has no
 * critical direction and is left out; `zero_denominator` when none is left. With few input
 * dimensions random neurons are within 10 degrees by chance (in 2 dimensions 11 %).
 * `too_few_samples` below 1, `not_finite` for NaN or infinite entries.
 * @throws RangeError when the sizes do not fit.
 */
export function extremalAlignment(network: TwoLayers): Measured {
  const { inputs, pull, weights, bias, outgoing, samples: n } = network;
  if (n < 1) return notDefined('too_few_samples', 'No samples.');
  const d = inputs.length / n;
  const m = pull.length / n;
  const neurons = weights.length / d;
  requireMatrix(weights, d, neurons, 'weights');
  requireMatrix(inputs, n, d, 'inputs');
  requireMatrix(outgoing, neurons, m, 'outgoing');
  if (bias) requireMatrix(bias, neurons, 1, 'bias');
  const aligned = Math.cos((ALIGNED_DEGREES * Math.PI) / 180);
  const direction = new Float64Array(d + 1);
  let counted = 0;
  let close = 0;
  for (let neuron = 0; neuron < neurons; neuron++) {
    const offset = bias ? bias[neuron]! : 0;
    direction.fill(0);
    for (let k = 0; k < n; k++) {
      let z = offset;
      for (let i = 0; i < d; i++) z += weights[i * neurons + neuron]! * inputs[k * d + i]!;
      if (Number.isNaN(z)) return broken(neuron);
      if (z <= 0) continue;
      let force = 0;
      for (let o = 0; o < m; o++) force += outgoing[neuron * m + o]! * pull[k * m + o]!;
      for (let i = 0; i < d; i++) direction[i]! += force * inputs[k * d + i]!;
      if (bias) direction[d]! += force;
    }
    let product = offset * direction[d]!;
    let weightSquare = offset * offset;
    let square = direction[d]! ** 2;
    for (let i = 0; i < d; i++) {
      const weight = weights[i * neurons + neuron]!;
      product += weight * direction[i]!;
      weightSquare += weight * weight;
      square += direction[i]! ** 2;
    }
    const size = Math.sqrt(weightSquare) * Math.sqrt(square);
    if (!Number.isFinite(size) || !Number.isFinite(product)) return broken(neuron);
    if (size === 0) continue;
    counted++;
    if (Math.abs(product) / size >= aligned) close++;
  }
  if (counted > 0) return close / counted;
  return notDefined('zero_denominator', 'No neuron is on and pulled on any sample.');
}

function broken(neuron: number): Measured {
  return notDefined('not_finite', `Weights, inputs or pull of neuron ${neuron} are not finite.`);
}
