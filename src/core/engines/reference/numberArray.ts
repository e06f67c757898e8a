/** Numbers in row-major order. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export function arrayOf(shape: readonly number[], data: ArrayLike<number>): NumberArray {
  const count = shape.reduce((product, size) => product * size, 1);
  if (data.length !== count) throw new Error(`[${shape}] does not hold ${data.length} numbers.`);
  return { shape, data: Float64Array.from(data) };
}

/** Computes every number from its index; the index is reused, so it must not be kept. */
export function fill(
  shape: readonly number[],
  at: (index: readonly number[]) => number,
): NumberArray {
  const data = new Float64Array(shape.reduce((product, size) => product * size, 1));
  const index = shape.map(() => 0);
  for (let position = 0; position < data.length; position++) {
    data[position] = at(index);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      index[axis] = 0;
    }
  }
  return { shape, data };
}

/** Reads as numpy broadcasts: indices are aligned at the end, and an axis of size 1 stretches. */
export function read({ shape, data }: NumberArray, index: readonly number[]): number {
  const extra = index.length - shape.length;
  let position = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis] as number;
    position = position * size + (size === 1 ? 0 : (index[axis + extra] as number));
  }
  return data[position] as number;
}

/** numpy's rule for the sizes of an elementwise result. */
export function broadcast(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[shape.length - rank + axis] ?? 1);
    const size = sizes.find((candidate) => candidate !== 1) ?? 1;
    if (sizes.some((candidate) => candidate !== 1 && candidate !== size))
      throw new Error(`${shapes.map((shape) => `[${shape}]`).join(', ')} do not broadcast.`);
    return size;
  });
}
