import { notDefined, type Measured } from './measured';
import { neuronLayout } from './neuronLayout';
import type { Vector } from './vector';

/** Two neurons within this angle point the same way. */
export const SAME_DIRECTION_DEGREES = 10;
/** Neurons smaller than this share of the largest do not count: what they say is not heard. */
const HEARD = 0.01;
/** Only so many of the largest neurons are compared: the cost grows with their square. */
const MOST_NEURONS = 256;

/**
 * Into how many directions the neurons of a layer have gathered.
 *
 *   number of connected groups of neurons, where two are connected when the angle between their
 *   incoming weights is at most 10 degrees
 *
 * Counted are neurons of a size |w_j| |a_j| of at least 1 % of the largest, with a_j the outgoing
 * weights; without them |w_j|. Shapes: weights dense [in, out] or convolution
 * [out, in, size, size]; outgoingNorms [neurons]. Biases are left out.
 * Range: [1, neurons], at most 256: of a wider layer the 256 largest neurons are compared.
 * Direction: as many as neurons when they are random or all different; 2 or 3 when small
 * initialization has gathered them, which is a simple solution and no fault by itself.
 * Cost: neurons^2 in / 2. Source: arXiv 2410.02348 (Boursier and Flammarion); docs/metrics.md.
 * Limits: groups are chains: a row of neurons 9 degrees apart is one group. In fewer than about 5
 * input dimensions random neurons are close already. `zero_denominator` when all weights are zero,
 * `not_finite` when a weight is NaN or infinite.
 * @throws RangeError when lengths and shape do not fit.
 */
export function distinctDirections(
  weights: Vector,
  shape: readonly number[],
  outgoingNorms?: Vector,
): Measured {
  const { neurons, inputs, neuronStep, inputStep } = neuronLayout(shape, weights.length);
  if (outgoingNorms && outgoingNorms.length !== neurons) {
    throw new RangeError(`${outgoingNorms.length} outgoing norms: ${neurons} needed.`);
  }
  const units: Float64Array[] = [];
  const sizes: number[] = [];
  for (let neuron = 0; neuron < neurons; neuron++) {
    const unit = new Float64Array(inputs);
    let square = 0;
    for (let input = 0; input < inputs; input++) {
      const weight = weights[neuron * neuronStep + input * inputStep]!;
      unit[input] = weight;
      square += weight * weight;
    }
    const size = Math.sqrt(square) * (outgoingNorms ? outgoingNorms[neuron]! : 1);
    if (!Number.isFinite(size)) {
      return notDefined('not_finite', `Weights of neuron ${neuron} are not finite.`);
    }
    units.push(square === 0 ? unit : unit.map((weight) => weight / Math.sqrt(square)));
    sizes.push(size);
  }
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  if (largest === 0) return notDefined('zero_denominator', 'No neuron has weights.');
  const heard = sizes
    .map((size, neuron) => ({ size, neuron }))
    .filter(({ size }) => size >= HEARD * largest)
    .sort((a, b) => b.size - a.size)
    .slice(0, MOST_NEURONS);
  return countGroups(heard.map(({ neuron }) => units[neuron]!));
}

/** Connected groups of unit vectors, by union and find. */
function countGroups(units: readonly Float64Array[]): number {
  const closest = Math.cos((SAME_DIRECTION_DEGREES * Math.PI) / 180);
  const parent = units.map((_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top]!;
    return (parent[at] = top);
  };
  let groups = units.length;
  for (let i = 0; i < units.length; i++) {
    for (let k = 0; k < i; k++) {
      const [a, b] = [root(i), root(k)];
      if (a === b || product(units[i]!, units[k]!) < closest) continue;
      parent[a] = b;
      groups--;
    }
  }
  return groups;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
