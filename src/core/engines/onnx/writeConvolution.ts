import type { GraphWriter } from './graphWriter';
import { shapeWith } from './writeLayout';

export function writeConv2d(
  graph: GraphWriter,
  x: string,
  kernel: string,
  size: number,
  output: string,
): void {
  graph.node('Conv', [x, kernel], [output], window(size));
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

/** With samples and channels exchanged, the gradient of the kernel is a convolution itself. */
export function writeConv2dKernelGradient(
  graph: GraphWriter,
  x: string,
  gradient: string,
  size: { readonly kernel: number; readonly height: number; readonly width: number },
  output: string,
): void {
  const swapped = { perm: [1, 0, 2, 3] };
  const reach = (size.kernel - 1) / 2;
  const byChannel = graph.step(
    'Conv',
    [graph.step('Transpose', [x], swapped), graph.step('Transpose', [gradient], swapped)],
    { kernel_shape: [size.height, size.width], pads: [reach, reach, reach, reach] },
  );
  graph.node('Transpose', [byChannel], [output], swapped);
}

export function writeMaxPool2d(
  graph: GraphWriter,
  x: string,
  outputs: readonly [maxima: string, places: string],
): void {
  graph.node('MaxPool', [x], outputs, pooling);
}

/**
 * The shape is always stated: an odd last row or column cannot be inferred, and places are
 * positions in the whole tensor.
 */
export function writeMaxUnpool2d(
  graph: GraphWriter,
  gradient: string,
  places: string,
  { height, width }: { readonly height: number; readonly width: number },
  output: string,
): void {
  const shape = shapeWith(graph, gradient, 2, [height, width]);
  graph.node('MaxUnpool', [gradient, places, shape], [output], pooling);
}

const pooling = { kernel_shape: [2, 2], strides: [2, 2] };

function window(size: number) {
  const reach = (size - 1) / 2;
  return { kernel_shape: [size, size], pads: [reach, reach, reach, reach] };
}
