import type { Tensor } from './engine';

/** One step of a tensor that has the steps as its first axis; a view, not a copy. */
export function stepOf({ shape: [steps, ...shape], data }: Tensor, step: number): Tensor {
  const length = data.length / (steps as number);
  return { shape, data: data.subarray(step * length, (step + 1) * length) };
}
