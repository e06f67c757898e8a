import type { ProgramBuilder } from '../builder';
import type { Node, Value } from '../program';
import type { InputGradients } from './gradientRule';

export function convolutionGradients(b: ProgramBuilder, node: Node, g: Value): InputGradients {
  const [x, second] = node.inputs as [Value, Value];
  const { operation } = node;
  switch (operation.kind) {
    case 'conv2d':
      return [
        b.apply({ kind: 'conv2dInputGradient' }, g, second),
        b.apply({ kind: 'conv2dKernelGradient', size: Number(second.shape[2]) }, x, g),
      ];
    // Both gradients of a convolution are linear in each of their inputs, as itself is:
    // <inputGradient(y, k), g> = <y, conv(g, k)> and <kernelGradient(x, y), g> = <y, conv(x, g)>.
    case 'conv2dInputGradient':
      return [
        b.apply({ kind: 'conv2d' }, g, second),
        b.apply({ kind: 'conv2dKernelGradient', size: Number(second.shape[2]) }, g, x),
      ];
    case 'conv2dKernelGradient':
      return [
        b.apply({ kind: 'conv2dInputGradient' }, second, g),
        b.apply({ kind: 'conv2d' }, x, g),
      ];
    case 'maxPool2d': {
      const [height, width] = [Number(x.shape[2]), Number(x.shape[3])];
      return [b.apply({ kind: 'maxUnpool2d', height, width }, g, node.outputs[1] as Value)];
    }
    case 'maxUnpool2d':
      return [gather(b, node, g)];
    default:
      throw new Error(`${operation.kind} is not a convolution.`);
  }
}

/**
 * What g has at the places of the maxima. One number of each window is left, which may be negative:
 * the largest of the window and of its negative tell it.
 */
function gather(b: ProgramBuilder, { operation, inputs }: Node, g: Value): Value {
  const [x, places] = inputs as [Value, Value];
  const ones = b.add(b.multiply(x, 0), 1);
  const left = b.multiply(g, b.apply(operation, ones, places));
  return b.subtract(b.maxPool2d(left), b.maxPool2d(b.unary('negate', left)));
}
