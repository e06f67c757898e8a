import type { Operation, ReductionKind } from '../../program/operation';
import type { Value } from '../../program/program';
import type { GraphContext } from './graphContext';
import { operatorNames } from './operatorNames';

export function writeReduction(
  context: GraphContext,
  operation: Operation & { kind: ReductionKind },
  x: Value,
  name: string,
  output: string,
): void {
  const { graph } = context;
  const { kind, axes, keep } = operation;
  if (axes.length === 0) return graph.node('Identity', [name], [output]);
  // Sums over the samples, such as gradients of biases: eight times faster as a product with ones.
  if (kind === 'sum' && !keep && x.shape.length === 2 && axes.length === 1 && axes[0] === 0)
    return graph.node('MatMul', [context.ones(name, x), name], [output]);
  const attributes = { keepdims: Number(keep) };
  graph.node(operatorNames[kind], [name, graph.integers(axes)], [output], attributes);
}
