import type { Executable, Tensors } from '../../../src/core/engines/engine';

/** Central differences of the output `scalar` by every number of one input, in float64. */
export async function finiteDifferences(
  executable: Executable,
  inputs: Tensors,
  scalar: string,
  by: string,
  step = 1e-5,
): Promise<number[]> {
  const tensor = inputs[by];
  if (!tensor) throw new Error(`No input ${by}.`);
  const valueWith = async (position: number, change: number): Promise<number> => {
    const data = Float64Array.from(tensor.data);
    data[position] = (data[position] as number) + change;
    const outputs = await executable.run({ ...inputs, [by]: { shape: tensor.shape, data } });
    return outputs[scalar]?.data[0] ?? NaN;
  };
  const slopes: number[] = [];
  for (let position = 0; position < tensor.data.length; position++) {
    const rise = (await valueWith(position, step)) - (await valueWith(position, -step));
    slopes.push(rise / (2 * step));
  }
  return slopes;
}
