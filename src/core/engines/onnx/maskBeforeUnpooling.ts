import type { Node, Program, Value } from '../../program/program';
import { GraphContext } from './graphContext';

/**
 * Where the gradient of a pooled activation is masked by the activation, it can be masked before
 * it is spread: at the place of a maximum both are the same, elsewhere the gradient is 0. So
 * whereGreater(x, b, unpool(g), 0) becomes unpool(whereGreater(max of x, b, g, 0)), a quarter of
 * the numbers. The result is the same to the last bit.
 */
export function maskBeforeUnpooling(program: Program): Program {
  const context = new GraphContext(program);
  const replaced = new Set<Node>();
  let nextId = 1 + program.nodes.flatMap((node) => node.outputs).reduce(largestId, 0);
  const nodes = program.nodes.flatMap((node): Node[] => {
    const pooled = pooledMask(context, node);
    if (!pooled) return [node];
    const [, bound, , zero] = node.inputs as Four;
    const masked: Value = { id: nextId++, shape: pooled.gradient.shape };
    replaced.add(pooled.unpool);
    return [
      {
        operation: node.operation,
        inputs: [pooled.maxima, bound, pooled.gradient, zero],
        outputs: [masked],
      },
      {
        operation: pooled.unpool.operation,
        inputs: [masked, pooled.places],
        outputs: node.outputs,
      },
    ];
  });
  return { ...program, nodes: nodes.filter((node) => !replaced.has(node)) };
}

interface PooledMask {
  readonly unpool: Node;
  readonly maxima: Value;
  readonly places: Value;
  readonly gradient: Value;
}

function pooledMask(context: GraphContext, node: Node): PooledMask | undefined {
  if (node.operation.kind !== 'whereGreater') return undefined;
  const [x, bound, spread, zero] = node.inputs as Four;
  const unpool = context.producer(spread);
  if (unpool?.operation.kind !== 'maxUnpool2d' || context.useCount(spread) > 1) return undefined;
  const [gradient, places] = unpool.inputs as readonly [Value, Value];
  const pool = context.producer(places);
  const isOfSameNumbers = pool?.operation.kind === 'maxPool2d' && pool.inputs[0]?.id === x.id;
  const areScalars = bound.shape.length === 0 && zero.shape.length === 0;
  if (!isOfSameNumbers || !areScalars || !context.isNumber(zero, 0)) return undefined;
  return { unpool, maxima: pool.outputs[0] as Value, places, gradient };
}

type Four = readonly [Value, Value, Value, Value];

function largestId(largest: number, { id }: Value): number {
  return Math.max(largest, id);
}
