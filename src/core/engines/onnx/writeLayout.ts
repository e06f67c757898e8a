import type { Shape } from '../../program/program';
import type { GraphWriter } from './graphWriter';
import { elementTypes } from './graphWriter';

export function writeReshape(
  graph: GraphWriter,
  x: { readonly name: string; readonly shape: Shape },
  sizes: readonly number[],
  output: string,
): void {
  const isSettled = sizes.filter((size) => size === -1).length < 2;
  const target = isSettled
    ? graph.integers(sizes)
    : joinSizes(graph, sizes, batchOf(graph, x.name, x.shape));
  graph.node('Reshape', [x.name, target], [output]);
}

export function writeExpand(
  graph: GraphWriter,
  x: string,
  like: { readonly name: string; readonly shape: Shape },
  output: string,
): void {
  const sizes = like.shape.flatMap((size) => (size === 'batch' ? [] : [size]));
  const isFixed = sizes.length === like.shape.length;
  const target = isFixed ? graph.integers(sizes) : graph.step('Shape', [like.name]);
  graph.node('Expand', [x, target], [output]);
}

/** The size of the first axis as a float scalar. */
export function writeBatchSize(graph: GraphWriter, x: string, output: string): void {
  const size = graph.step('Shape', [x], { start: 0, end: 1 });
  const number = graph.step('Cast', [size], { to: elementTypes.float32 });
  graph.node('Reshape', [number, graph.integers([])], [output]);
}

function batchOf(graph: GraphWriter, x: string, shape: Shape): string {
  const axis = shape.indexOf('batch');
  return graph.step('Shape', [x], { start: axis, end: axis + 1 });
}

/** ONNX infers one size only, so two batches are written out. */
function joinSizes(graph: GraphWriter, sizes: readonly number[], batch: string): string {
  const parts = sizes.map((size) => (size === -1 ? batch : graph.integers([size])));
  return graph.step('Concat', parts, { axis: 0 });
}
