import type { ModelPlan, ParameterSlot } from '../model/plan';

/** What later weights are compared with, normalized once so that each look does less. */
export interface References {
  /** Flat like the parameters: each slot of the start divided by its norm. */
  readonly unitStart: Float32Array;
  /** |W_0| of each slot, in the order of the plan's parameters. */
  readonly startNorms: readonly number[];
  /** Flat: minus the loss gradient at the start, each neuron's part divided by its norm. */
  readonly unitDirection?: Float32Array;
  /** For each slot, which neurons have a direction at all. */
  readonly directed: readonly (readonly boolean[])[];
}

export function referencesOf(
  plan: Pick<ModelPlan, 'parameters'>,
  start: Float32Array,
  gradient: ArrayLike<number> | undefined,
): References {
  const unitStart = start.slice();
  const startNorms = plan.parameters.map(({ offset, size }) => {
    const part = unitStart.subarray(offset, offset + size);
    const norm = Math.sqrt(part.reduce((sum, value) => sum + value * value, 0));
    if (norm > 0) part.forEach((value, index) => (part[index] = value / norm));
    return norm;
  });
  if (!gradient) return { unitStart, startNorms, directed: plan.parameters.map(() => []) };
  const unitDirection = Float32Array.from(gradient, (value) => -value);
  const directed = plan.parameters.map((slot) =>
    slot.role === 'weight' ? normalizeNeurons(unitDirection, slot) : [],
  );
  return { unitStart, startNorms, unitDirection, directed };
}

/** Divides each neuron's part by its norm; false for a neuron without a gradient. */
function normalizeNeurons(flat: Float32Array, slot: ParameterSlot): boolean[] {
  const { offset, size, shape } = slot;
  const isDense = shape.length === 2;
  const neurons = (isDense ? shape[1] : shape[0])!;
  const inputs = size / neurons;
  const [neuronStep, inputStep] = isDense ? [1, neurons] : [inputs, 1];
  return Array.from({ length: neurons }, (_, neuron) => {
    const at = (input: number) => offset + neuron * neuronStep + input * inputStep;
    let square = 0;
    for (let input = 0; input < inputs; input++) square += flat[at(input)]! ** 2;
    const norm = Math.sqrt(square);
    // A gradient that has no finite direction must not turn the whole layer into NaN.
    const isDirected = Number.isFinite(norm) && norm > 0;
    for (let input = 0; input < inputs; input++)
      flat[at(input)] = isDirected ? flat[at(input)]! / norm : 0;
    return isDirected;
  });
}
