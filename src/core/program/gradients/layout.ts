import type { ProgramBuilder } from '../builder';
import { elementCount } from '../inferShapes';
import type { Node, Value } from '../program';
import type { InputGradients } from './gradientRule';
import { sumTo } from './sumTo';

export function layoutGradients(
  b: ProgramBuilder,
  node: Node,
  outputGradients: readonly (Value | undefined)[],
): InputGradients {
  const x = node.inputs[0] as Value;
  const g = outputGradients[0];
  const { operation } = node;
  if (operation.kind === 'split')
    return [
      b.concat(node.outputs.map((part, index) => outputGradients[index] ?? b.multiply(part, 0))),
    ];
  if (!g) return [];
  switch (operation.kind) {
    case 'reshape':
      return [b.reshape(g, x.shape)];
    case 'transpose':
      return [b.transpose(g, inverse(operation.permutation))];
    case 'expandLike':
      return [sumTo(b, g, x.shape)];
    case 'concat':
      return b.split(
        g,
        node.inputs.map((part) => elementCount(part.shape)),
      );
    default:
      throw new Error(`${operation.kind} does not move numbers.`);
  }
}

function inverse(permutation: readonly number[]): number[] {
  return permutation.map((_, axis) => permutation.indexOf(axis));
}
