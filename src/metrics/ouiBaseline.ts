import { notDefined, type NotDefined } from './measured';

/**
 * OUI that a random network has before any training, layer by layer, by theory.
 *
 * For a ReLU network with zero biases and centred Gaussian weights (any variance), inputs whose
 * cosine is rho_0, and theta_l = acos(rho_l):
 *
 *   P(a unit of layer l + 1 differs) = theta_l / pi
 *   OUI_{l+1} = min(1, 2 theta_l / pi)
 *   rho_{l+1} = (sin theta_l + (pi - theta_l) cos theta_l) / pi        (arc-cosine kernel)
 *
 * Takes rho_0 in [-1, 1] (0 for centred independent inputs, 0.75 for uniform [0, 1] ones) and the
 * number of layers; gives one value a layer, the first hidden layer first.
 * Range: [0, 1], falling with depth. Cost: a few operations a layer.
 * Source: arc-cosine kernels (Cho and Saul 2009); checked against random networks of width 256
 * in ten draws: 1.000 .794 .671 .586 .523 .473 against .960 .790 .662 .586 .534 .469.
 * Limits: one cosine for all pairs, infinite width. The clamp at half of the units takes about
 * 0.4 / sqrt(width) off a layer whose baseline is 1, and a single network of width 256 scatters
 * around it by .02 (layer 2) to .04 (layer 6). Not for convolutions with padding,
 * normalization or biases; there use the measured value at the start. `not_finite` for a NaN
 * cosine.
 * @throws RangeError for a cosine outside [-1, 1] or a number of layers that is not whole.
 */
export function ouiBaseline(inputCosine: number, layers: number): readonly number[] | NotDefined {
  if (!Number.isFinite(inputCosine)) {
    return notDefined('not_finite', `The cosine of the inputs is ${inputCosine}.`);
  }
  if (inputCosine < -1 || inputCosine > 1) {
    throw new RangeError(`A cosine of ${inputCosine}: it has to be in [-1, 1].`);
  }
  if (!Number.isInteger(layers) || layers < 0) {
    throw new RangeError(`${layers} layers: a whole number is needed.`);
  }
  const values: number[] = [];
  let rho = inputCosine;
  for (let layer = 0; layer < layers; layer++) {
    const theta = Math.acos(rho);
    values.push(Math.min(1, (2 * theta) / Math.PI));
    // Rounding may leave 1 + 1e-16, whose acos is NaN.
    rho = Math.min(1, (Math.sin(theta) + (Math.PI - theta) * Math.cos(theta)) / Math.PI);
  }
  return values;
}
