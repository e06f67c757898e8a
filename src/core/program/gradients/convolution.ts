import type { ProgramBuilder } from '../builder';
import type { Node, Value } from '../program';
import type { InputGradients } from './gradientRule';

export function convolutionGradients(b: ProgramBuilder, node: Node, g: Value): InputGradients {
  const [x, kernel] = node.inputs as [Value, Value];
  const { kind } = node.operation;
  switch (kind) {
    case 'conv2d':
      return [
        b.apply({ kind: 'conv2dInputGradient' }, g, kernel),
        b.apply({ kind: 'conv2dKernelGradient', size: Number(kernel.shape[2]) }, x, g),
      ];
    case 'maxPool2d': {
      const [height, width] = [Number(x.shape[2]), Number(x.shape[3])];
      return [b.apply({ kind: 'maxUnpool2d', height, width }, g, node.outputs[1] as Value)];
    }
    default:
      throw new Error(`${kind} is not a convolution.`);
  }
}
