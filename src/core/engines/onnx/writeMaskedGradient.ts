import type { Node, Value } from '../../program/program';
import type { GraphContext } from './graphContext';
import { elementTypes } from './graphWriter';

/**
 * x where a > b, else y. A gradient through relu is multiplied by 0 or 1 instead, which takes half
 * the time; it differs where the gradient is infinite and the run has diverged already.
 */
export function writeWhereGreater(
  context: GraphContext,
  node: Node,
  inputs: readonly string[],
  output: string,
): void {
  const { graph } = context;
  const [a, b, x, y] = inputs as readonly [string, string, string, string];
  const isGreater = graph.step('Greater', [a, b]);
  if (isReluGradient(context, node)) {
    const factor = graph.step('Cast', [isGreater], { to: elementTypes.float32 });
    graph.node('Mul', [x, factor], [output]);
  } else graph.node('Where', [isGreater, x, y], [output]);
}

function isReluGradient(context: GraphContext, node: Node): boolean {
  const [activation, bound, , otherwise] = node.inputs;
  const hasZeros = context.isNumber(bound, 0) && context.isNumber(otherwise, 0);
  return hasZeros && isRectified(context, activation);
}

function isRectified(context: GraphContext, value: Value | undefined): boolean {
  const node = context.producer(value);
  if (node?.operation.kind === 'maxPool2d') return isRectified(context, node.inputs[0]);
  return node?.operation.kind === 'relu';
}
