import type { Shape } from '../../program/program';
import type { GraphWriter } from './graphWriter';

/** x, kernel and, where there is one, a bias for each output channel. */
export function writeConv2d(
  graph: GraphWriter,
  inputs: readonly string[],
  size: number,
  output: string,
): void {
  graph.node('Conv', inputs, [output], window(size));
}

export function writeConv2dInputGradient(
  graph: GraphWriter,
  gradient: string,
  kernel: string,
  size: number,
  output: string,
): void {
  graph.node('ConvTranspose', [gradient, kernel], [output], window(size));
}

/**
 * One product of matrices for each place in the kernel: the gradient [o, samples and pixels] by
 * the shifted x [samples and pixels, c]. Convolving with the gradient as the kernel takes twice
 * as long. Where channels are few, the shifted copies are stacked and multiplied at once.
 */
export function writeConv2dKernelGradient(
  graph: GraphWriter,
  x: { readonly name: string; readonly shape: Shape },
  gradient: { readonly name: string; readonly shape: Shape },
  size: number,
  output: string,
): void {
  const [channels, height, width] = x.shape.slice(1) as [number, number, number];
  const filters = gradient.shape[1] as number;
  const byFilter = flat(graph, channelsFirst(graph, gradient.name), filters);
  const shifted = shiftedCopies(graph, channelsFirst(graph, x.name), { height, width, size });
  const sums =
    channels < 16
      ? product(graph, byFilter, flat(graph, stacked(graph, shifted, 0), channels * size * size))
      : stacked(
          graph,
          shifted.map((copy) => product(graph, byFilter, flat(graph, copy, channels))),
          1,
        );
  const byPlace = graph.step('Reshape', [sums, graph.integers([filters, size * size, channels])]);
  const byChannel = graph.step('Transpose', [byPlace], { perm: [0, 2, 1] });
  const sizes = graph.integers([filters, channels, size, size]);
  graph.node('Reshape', [byChannel, sizes], [output]);
}

/** What each place in the kernel sees of x, with zeros beyond the border. */
function shiftedCopies(
  graph: GraphWriter,
  x: string,
  { height, width, size }: Readonly<Record<'height' | 'width' | 'size', number>>,
): string[] {
  if (size === 1) return [x];
  const reach = (size - 1) / 2;
  const pads = graph.integers([0, 0, reach, reach, 0, 0, reach, reach]);
  const padded = graph.step('Pad', [x, pads]);
  const places = Array.from({ length: size * size }, (_, place) => [
    Math.floor(place / size),
    place % size,
  ]) as [number, number][];
  return places.map(([row, column]) => {
    const corners = [
      [row, column],
      [row + height, column + width],
      [2, 3],
    ];
    return graph.step('Slice', [padded, ...corners.map((corner) => graph.integers(corner))]);
  });
}

function channelsFirst(graph: GraphWriter, x: string): string {
  return graph.step('Transpose', [x], { perm: [1, 0, 2, 3] });
}

function flat(graph: GraphWriter, x: string, rows: number): string {
  return graph.step('Reshape', [x, graph.integers([rows, -1])]);
}

function stacked(graph: GraphWriter, parts: readonly string[], axis: number): string {
  return graph.step('Concat', parts, { axis });
}

function product(graph: GraphWriter, a: string, b: string): string {
  return graph.step('Gemm', [a, b], { transB: 1 });
}

function window(size: number) {
  const reach = (size - 1) / 2;
  return { kernel_shape: [size, size], pads: [reach, reach, reach, reach] };
}
