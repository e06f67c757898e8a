import type { Node, Value } from '../../program/program';
import type { GraphContext } from './graphContext';

/** A convolution with the bias that is added to it. */
export interface BiasedConvolution {
  readonly convolution: Node;
  /** [o] */
  readonly bias: Value;
}

/**
 * Recognizes add(conv2d(x, kernel), reshape(bias, [o, 1, 1])), which ONNX does in one pass, where
 * nobody else needs the convolution.
 */
export function biasedConvolution(
  context: GraphContext,
  node: Node,
): BiasedConvolution | undefined {
  if (node.operation.kind !== 'add') return undefined;
  const [first, second] = node.inputs as readonly [Value, Value];
  return pair(context, first, second) ?? pair(context, second, first);
}

function pair(
  context: GraphContext,
  convolved: Value,
  shift: Value,
): BiasedConvolution | undefined {
  const [convolution, reshape] = [context.producer(convolved), context.producer(shift)];
  const bias = reshape?.inputs[0];
  if (convolution?.operation.kind !== 'conv2d' || context.useCount(convolved) > 1) return undefined;
  if (reshape?.operation.kind !== 'reshape' || bias?.shape.length !== 1) return undefined;
  const isPerChannel = String(reshape.operation.sizes) === String([convolved.shape[1], 1, 1]);
  return isPerChannel ? { convolution, bias } : undefined;
}
