import type { Tensor, Tensors } from '../engines/engine';

/** Some steps out of tensors that have the steps as their first axis. */
export function stepsOf(tensors: Tensors, from: number, to: number): Tensors {
  const part = ({ shape: [steps, ...rest], data }: Tensor): Tensor => {
    const length = data.length / (steps as number);
    return { shape: [to - from, ...rest], data: data.subarray(from * length, to * length) };
  };
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, part(tensor)]));
}
