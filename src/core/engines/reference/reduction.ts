import type { ReductionKind } from '../../program/operation';
import type { NumberArray } from './numberArray';
import { fill, read } from './numberArray';

export function reduce(
  kind: ReductionKind,
  x: NumberArray,
  axes: readonly number[],
  keep: boolean,
): NumberArray {
  const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const window = x.shape.map((size, axis) => (axes.includes(axis) ? size : 1));
  const reduced = fill(kept, (corner) => {
    const numbers = fill(window, (offset) =>
      read(
        x,
        offset.map((value, axis) => value + (corner[axis] as number)),
      ),
    ).data;
    switch (kind) {
      case 'sum':
        return sum(numbers);
      case 'mean':
        return sum(numbers) / numbers.length;
      case 'max':
        return Math.max(...numbers);
    }
  });
  return keep
    ? reduced
    : { shape: kept.filter((_, axis) => !axes.includes(axis)), data: reduced.data };
}

/** Over the last axis. */
export function softmax(x: NumberArray): NumberArray {
  const logs = logSoftmax(x);
  return { shape: logs.shape, data: logs.data.map(Math.exp) };
}

/** Over the last axis: x - max - log sum exp(x - max). */
export function logSoftmax(x: NumberArray): NumberArray {
  const last = [x.shape.length - 1];
  const largest = reduce('max', x, last, true);
  const shifted = fill(x.shape, (index) => read(x, index) - read(largest, index));
  const total = reduce('sum', { shape: x.shape, data: shifted.data.map(Math.exp) }, last, true);
  return fill(x.shape, (index) => read(shifted, index) - Math.log(read(total, index)));
}

function sum(numbers: Float64Array): number {
  return numbers.reduce((total, number) => total + number, 0);
}
