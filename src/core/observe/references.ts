import type { ModelPlan, ParameterSlot } from '../model/plan';

/** What later weights of one layer are compared with. */
export interface LayerReference {
  readonly slot: ParameterSlot;
  /** W_0, flat. */
  readonly start: Float32Array;
  readonly startNorm: number;
  /** Minus the loss gradient at the start, flat; 0 for a neuron whose gradient is not finite. */
  readonly direction?: Float32Array;
  /** |g_j| of each neuron, 0 for one without a direction. */
  readonly directionNorms: readonly number[];
}

/** One for each layer, in the order of the plan; copies, as the parameters go on changing. */
export function referencesOf(
  plan: Pick<ModelPlan, 'parameters'>,
  parameters: Float32Array,
  gradient: ArrayLike<number> | undefined,
): readonly LayerReference[] {
  return plan.parameters
    .filter((slot) => slot.role === 'weight')
    .map((slot) => {
      const { offset, size } = slot;
      const start = parameters.slice(offset, offset + size);
      const startNorm = Math.sqrt(start.reduce((sum, value) => sum + value * value, 0));
      if (!gradient) return { slot, start, startNorm, directionNorms: [] };
      const direction = Float32Array.from({ length: size }, (_, i) => -gradient[offset + i]!);
      return { slot, start, startNorm, direction, directionNorms: measure(direction, slot.shape) };
    });
}

/** The norm of each neuron's part. */
function measure(direction: Float32Array, shape: readonly number[]): number[] {
  const isDense = shape.length === 2;
  const neurons = (isDense ? shape[1] : shape[0])!;
  const inputs = direction.length / neurons;
  const [neuronStep, inputStep] = isDense ? [1, neurons] : [inputs, 1];
  return Array.from({ length: neurons }, (_, neuron) => {
    const at = (input: number) => neuron * neuronStep + input * inputStep;
    let square = 0;
    for (let input = 0; input < inputs; input++) square += direction[at(input)]! ** 2;
    if (Number.isFinite(square)) return Math.sqrt(square);
    // A gradient that has no finite direction must not turn the whole layer into NaN.
    for (let input = 0; input < inputs; input++) direction[at(input)] = 0;
    return 0;
  });
}
