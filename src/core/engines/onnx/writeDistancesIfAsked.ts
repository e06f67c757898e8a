import type { Node, Shape } from '../../program/program';
import type { GraphContext } from './graphContext';
import { GraphWriter } from './graphWriter';

/**
 * An `If`: a step that is not asked pays some 3 microseconds. Operations on so few numbers cost a
 * microsecond each whatever they do, so they are as few as can be.
 */
export function writeDistancesIfAsked(
  { graph }: GraphContext,
  { operation, inputs: values }: Node,
  inputs: readonly string[],
  output: string,
): void {
  if (operation.kind !== 'distancesIfAsked') throw new Error(`Got ${operation.kind}.`);
  const [asked, ...names] = inputs as readonly [string, ...string[]];
  const layers = names.map((name, at) => ({ name, shape: values[at + 1]!.shape }));
  const isAsked = graph.step('Greater', [asked, graph.floats([0], [])]);
  graph.node('If', [isAsked], [output], {
    then_branch: distancesOf(`${output}.asked.`, layers, operation.rows),
    else_branch: zeros(`${output}.not.`, layers.length),
  });
}

interface Layer {
  readonly name: string;
  readonly shape: Shape;
}

function distancesOf(scope: string, layers: readonly Layer[], rows: number): GraphWriter {
  const graph = new GraphWriter(scope);
  const ofPairs = layers.map((layer) => writeDistances(graph, layer, rows));
  const all = layers.length === 1 ? ofPairs[0]! : graph.step('Concat', ofPairs, { axis: 0 });
  const clamped = graph.step('Min', [all, graph.floats([1], [])]);
  const byLayer = graph.step('Reshape', [clamped, graph.integers([layers.length, -1])]);
  const output = graph.newName();
  graph.node('ReduceSum', [byLayer, graph.integers([1])], [output], { keepdims: 0 });
  graph.output(output, [layers.length]);
  return graph;
}

/**
 * h / limit of all pairs: with bits as -1/2 and 1/2, h = d / 2 - 2 <t_i, t_k>. The constant that Gemm
 * adds has an axis: without one, ONNX Runtime 1.30 ends the process on WebGPU.
 */
function writeDistances(graph: GraphWriter, { name, shape }: Layer, rows: number): string {
  const units = shape.slice(1).reduce<number>((product, size) => product * Number(size), 1);
  const limit = Math.max(1, Math.floor(units / 2));
  const [zero, count] = [graph.integers([0]), graph.integers([rows])];
  const first = graph.step('Slice', [name, zero, count, zero]);
  const flat = shape.length === 2 ? first : graph.step('Flatten', [first], { axis: 1 });
  // 1 where positive, else 0: max(0, min(1, alpha x)).
  const bits = graph.step('HardSigmoid', [flat], { alpha: { float: 3e38 }, beta: { float: 0 } });
  const signs = graph.step('Sub', [bits, graph.floats([0.5], [])]);
  return graph.step('Gemm', [signs, signs, graph.floats([units / 2 / limit], [1])], {
    transB: 1,
    alpha: { float: -2 / limit },
  });
}

function zeros(scope: string, size: number): GraphWriter {
  const graph = new GraphWriter(scope);
  const output = graph.newName();
  graph.node('Identity', [graph.floats(Array<number>(size).fill(0), [size])], [output]);
  graph.output(output, [size]);
  return graph;
}
