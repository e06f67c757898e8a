import type { Shape } from '../../program/program';
import type { GraphWriter } from './graphWriter';
import { elementTypes } from './graphWriter';

/** Names of a pooling's input, which must be known to undo it, and of its maxima. */
export interface Pooling {
  readonly x: string;
  readonly shape: Shape;
  readonly maxima: string;
}

/** Places are written only where they are asked for: with them, ONNX Runtime is 15 times slower. */
export function writeMaxPool2d(
  graph: GraphWriter,
  x: string,
  maxima: string,
  places: string | undefined,
): void {
  if (places === undefined) return graph.node('MaxPool', [x], [maxima], window);
  const found = graph.newName();
  graph.node('MaxPool', [x], [maxima, found], window);
  graph.node('Cast', [found], [places], { to: elementTypes.float32 });
}

/**
 * Gives each gradient to the first number of its window that equals the maximum, without MaxUnpool
 * and its places: the four numbers of all windows are laid apart, the gradient is offered to each
 * in turn, and what they took is laid together again.
 */
export function writeMaxUnpool2d(
  graph: GraphWriter,
  gradient: string,
  { x, shape, maxima }: Pooling,
  output: string,
): void {
  const [channels, height, width] = shape.slice(1) as [number, number, number];
  const [evenHeight, evenWidth] = [height - (height % 2), width - (width % 2)];
  const isEven = evenHeight === height && evenWidth === width;
  const corners = [evenHeight, evenWidth].map((size) => [size]);
  const cropped = isEven
    ? x
    : graph.step('Slice', [x, ...[[0, 0], corners.flat(), [2, 3]].map((n) => graph.integers(n))]);
  const pairOfRows = graph.step('Reshape', [cropped, graph.integers([-1, 2, evenWidth])]);
  const rows = splitInTwo(graph, pairOfRows, 1);
  const candidates = rows.flatMap((row) => splitInTwo(graph, transposed(graph, row, [-1, 2]), 0));
  const oneRow = graph.integers([1, -1]);
  const largest = graph.step('Reshape', [maxima, oneRow]);
  const taken = offer(graph, graph.step('Reshape', [gradient, oneRow]), largest, candidates);
  const spreadRows = [taken.slice(0, 2), taken.slice(2)].map((pair) => {
    const columns = graph.step('Transpose', [graph.step('Concat', pair, { axis: 0 })], swap);
    return graph.step('Reshape', [columns, graph.integers([-1, 1, evenWidth])]);
  });
  const spread = graph.step('Concat', spreadRows, { axis: 1 });
  const even = graph.integers([-1, channels, evenHeight, evenWidth]);
  if (isEven) return graph.node('Reshape', [spread, even], [output]);
  const missing = [0, 0, 0, 0, 0, 0, height - evenHeight, width - evenWidth];
  graph.node('Pad', [graph.step('Reshape', [spread, even]), graph.integers(missing)], [output]);
}

/** The last candidate takes what is left. */
function offer(
  graph: GraphWriter,
  gradient: string,
  largest: string,
  candidates: readonly string[],
): string[] {
  let left = gradient;
  return candidates.map((candidate, index) => {
    if (index === candidates.length - 1) return left;
    const isLargest = graph.step('Equal', [candidate, largest]);
    const share = graph.step('Cast', [isLargest], { to: elementTypes.float32 });
    const taken = graph.step('Mul', [left, share]);
    left = graph.step('Sub', [left, taken]);
    return taken;
  });
}

function transposed(graph: GraphWriter, x: string, sizes: readonly number[]): string {
  return graph.step('Transpose', [graph.step('Reshape', [x, graph.integers(sizes)])], swap);
}

function splitInTwo(graph: GraphWriter, x: string, axis: number): string[] {
  const parts = [graph.newName(), graph.newName()];
  graph.node('Split', [x, graph.integers([1, 1])], parts, { axis });
  return parts;
}

const swap = { perm: [1, 0] };
const window = { kernel_shape: [2, 2], strides: [2, 2] };
