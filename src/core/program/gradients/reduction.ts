import type { ProgramBuilder } from '../builder';
import type { Node, Value } from '../program';
import type { InputGradients } from './gradientRule';

export function reductionGradients(b: ProgramBuilder, node: Node, g: Value): InputGradients {
  const x = node.inputs[0] as Value;
  const y = node.outputs[0] as Value;
  const { operation } = node;
  switch (operation.kind) {
    case 'sum':
      return [spread(b, g, x, operation.axes)];
    case 'mean':
      return [spread(b, b.divide(g, countAlong(b, x, operation.axes)), x, operation.axes)];
    case 'softmax': {
      const weighted = b.sum(b.multiply(g, y), [y.shape.length - 1], true);
      return [b.multiply(y, b.subtract(g, weighted))];
    }
    case 'logSoftmax': {
      const total = b.sum(g, [y.shape.length - 1], true);
      return [b.subtract(g, b.multiply(b.unary('exp', y), total))];
    }
    default:
      throw new Error(`${operation.kind} is not a reduction.`);
  }
}

/** Gives every summand the gradient of its sum. */
function spread(b: ProgramBuilder, g: Value, x: Value, axes: readonly number[]): Value {
  const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return b.expandLike(g.shape.length === kept.length ? g : b.reshape(g, kept), x);
}

function countAlong(b: ProgramBuilder, x: Value, axes: readonly number[]): Value {
  let fixed = 1;
  let batches: Value | undefined;
  for (const axis of axes) {
    const size = x.shape[axis];
    if (typeof size === 'number') fixed *= size;
    else {
      const count = b.batchSize(axis === 0 ? x : b.transpose(x, withFirst(axis, x.shape.length)));
      batches = batches ? b.multiply(batches, count) : count;
    }
  }
  if (!batches) return b.constant(fixed);
  return fixed === 1 ? batches : b.multiply(batches, fixed);
}

function withFirst(axis: number, rank: number): number[] {
  return [axis, ...Array.from({ length: rank }, (_, other) => other).filter((o) => o !== axis)];
}
