import type { Node, Value } from '../../program/program';
import type { GraphContext } from './graphContext';

/**
 * x where a > b, else y. A gradient through relu is multiplied by 0 or 1 instead, which takes a
 * third of the time. That differs where the gradient is infinite, and the run has diverged, and
 * where the activation is positive and below 1.2e-38, which is 0 elsewhere.
 */
export function writeWhereGreater(
  context: GraphContext,
  node: Node,
  inputs: readonly string[],
  output: string,
): void {
  const { graph } = context;
  const [a, b, x, y] = inputs as readonly [string, string, string, string];
  if (isReluGradient(context, node)) {
    // max(0, min(1, alpha a)): a step, as a is never negative.
    const step = graph.step('HardSigmoid', [a], { alpha: { float: 3e38 }, beta: { float: 0 } });
    graph.node('Mul', [x, step], [output]);
  } else graph.node('Where', [graph.step('Greater', [a, b]), x, y], [output]);
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
