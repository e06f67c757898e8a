import type { ProgramBuilder } from '../builder';
import type { Node, Value } from '../program';
import type { InputGradients } from './gradientRule';

export function linearGradients(builder: ProgramBuilder, node: Node, g: Value): InputGradients {
  const [a, b] = node.inputs as [Value, Value];
  const { operation } = node;
  switch (operation.kind) {
    case 'linear':
      return [
        builder.matmul(g, b, { transposeB: true }),
        builder.matmul(a, g, { transposeA: true }),
        builder.sum(g, [0]),
      ];
    case 'matmul': {
      const { transposeA, transposeB } = operation;
      return [
        transposeA
          ? builder.matmul(b, g, { transposeA: transposeB, transposeB: true })
          : builder.matmul(g, b, { transposeB: !transposeB }),
        transposeB
          ? builder.matmul(g, a, { transposeA: true, transposeB: transposeA })
          : builder.matmul(a, g, { transposeA: !transposeA }),
      ];
    }
    default:
      throw new Error(`${operation.kind} is not linear.`);
  }
}
