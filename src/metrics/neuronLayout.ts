/** Where the weights of each neuron lie in a flat tensor. */
export interface NeuronLayout {
  readonly neurons: number;
  readonly inputs: number;
  /** Distance in the flat tensor between two neurons, and between two inputs of one. */
  readonly neuronStep: number;
  readonly inputStep: number;
}

/**
 * Neurons of a weight tensor: columns of dense [in, out], blocks of convolution
 * [out, in, size, size].
 * @throws RangeError when length and shape do not fit or the shape has neither 2 nor 4 sizes.
 */
export function neuronLayout(shape: readonly number[], length: number): NeuronLayout {
  const product = shape.reduce((size, next) => size * next, 1);
  const first = shape[0] ?? 0;
  if (product !== length || (shape.length !== 2 && shape.length !== 4)) {
    throw new RangeError(
      `Weights of shape [${shape.join(', ')}] with ${length} numbers: [in, out] or ` +
        '[out, in, size, size] with as many numbers needed.',
    );
  }
  if (shape.length === 2) {
    const neurons = shape[1]!;
    return { neurons, inputs: first, neuronStep: 1, inputStep: neurons };
  }
  const inputs = first === 0 ? 0 : length / first;
  return { neurons: first, inputs, neuronStep: inputs, inputStep: 1 };
}
