/**
 * Outputs of a two-layer ReLU network without biases, sample by sample: a plain twin of the core's.
 * Shapes: inputs [n, d], hidden [d, m], output [m].
 */
export function reluOutputs(
  inputs: Float32Array,
  hidden: Float32Array,
  output: Float32Array,
): Float64Array {
  const neurons = output.length;
  const width = hidden.length / neurons;
  const outputs = new Float64Array(inputs.length / width);
  for (let row = 0; row < outputs.length; row++)
    for (let j = 0; j < neurons; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += inputs[row * width + k]! * hidden[k * neurons + j]!;
      if (sum > 0) outputs[row]! += sum * output[j]!;
    }
  return outputs;
}

/** Column j of [d, m]. */
export function columnOf(matrix: Float32Array, columns: number, j: number): number[] {
  const column: number[] = [];
  for (let at = j; at < matrix.length; at += columns) column.push(matrix[at]!);
  return column;
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}

export function cosine(a: readonly number[], b: readonly number[]): number {
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
