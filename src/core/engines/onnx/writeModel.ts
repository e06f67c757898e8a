import type { Node, Program, Value } from '../../program/program';
import type { BiasedConvolution } from './convolutionBias';
import { biasedConvolution } from './convolutionBias';
import { GraphContext } from './graphContext';
import type { GraphWriter } from './graphWriter';
import { inputName, outputName } from './portNames';
import { writeConv2d } from './writeConvolution';
import { writeOperation } from './writeOperation';

/** A program as the bytes of an ONNX model in float32; the batch is a symbolic size. */
export function writeModel(program: Program): Uint8Array {
  return writeGraph(program).finish();
}

/** A program as a graph, the names of its inputs and outputs with a prefix before them. */
export function writeGraph(program: Program, prefix = ''): GraphWriter {
  const context = new GraphContext(program);
  const { graph } = context;
  const names = namesOfPorts(program, prefix);
  const nameOf = (value: Value): string => names.get(value.id) ?? `v${value.id}`;
  for (const { name, value } of program.inputs) graph.input(prefix + inputName(name), value.shape);
  const biased = findBiasedConvolutions(context, program);
  const merged = new Set([...biased.values()].map(({ convolution }) => convolution));
  for (const node of program.nodes) {
    const [output] = node.outputs as readonly [Value];
    const found = biased.get(node);
    if (node.operation.kind === 'constant' && !names.has(output.id))
      names.set(output.id, graph.floats(node.operation.data, output.shape as readonly number[]));
    else if (found) {
      const { inputs } = found.convolution;
      const size = Number(inputs[1]?.shape[2]);
      writeConv2d(graph, [...inputs, found.bias].map(nameOf), size, nameOf(output));
    } else if (!merged.has(node)) writeOperation(context, node, nameOf);
  }
  for (const { name, value } of program.outputs) {
    const port = prefix + outputName(name);
    graph.output(port, value.shape);
    if (nameOf(value) !== port) graph.node('Identity', [nameOf(value)], [port]);
  }
  return graph;
}

/** A value that is an output bears the output's name, unless it is an input or is one already. */
function namesOfPorts(program: Program, prefix: string): Map<number, string> {
  const names = new Map<number, string>();
  for (const { name, value } of program.inputs) names.set(value.id, prefix + inputName(name));
  for (const { name, value } of program.outputs)
    if (!names.has(value.id)) names.set(value.id, prefix + outputName(name));
  return names;
}

function findBiasedConvolutions(
  context: GraphContext,
  program: Program,
): ReadonlyMap<Node, BiasedConvolution> {
  const found = new Map<Node, BiasedConvolution>();
  for (const node of program.nodes) {
    const biased = biasedConvolution(context, node);
    if (biased) found.set(node, biased);
  }
  return found;
}
