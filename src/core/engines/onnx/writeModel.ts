import type { Program, Value } from '../../program/program';
import { elementTypes, GraphWriter } from './graphWriter';
import { writeOperation } from './writeOperation';

/** Names of the model's inputs and outputs, apart from those of the values in between. */
export const inputName = (name: string): string => `in.${name}`;
export const outputName = (name: string): string => `out.${name}`;

/** A program as the bytes of an ONNX model in float32; the batch is a symbolic size. */
export function writeModel(program: Program): Uint8Array {
  const graph = new GraphWriter();
  const names = new Map<number, string>();
  for (const { name, value } of program.inputs) {
    graph.input(inputName(name), value.shape);
    names.set(value.id, inputName(name));
  }
  const places = new Set(placesOf(program));
  const outputsOfNodes = new Set(
    program.nodes.flatMap((node) => node.outputs.map((output) => output.id)),
  );
  for (const { name, value } of program.outputs)
    if (!names.has(value.id) && !places.has(value.id) && outputsOfNodes.has(value.id))
      names.set(value.id, outputName(name));
  const nameOf = (value: Value): string => {
    const name = names.get(value.id) ?? `v${value.id}`;
    names.set(value.id, name);
    return name;
  };
  for (const node of program.nodes) {
    const [output] = node.outputs;
    if (node.operation.kind === 'constant' && output && !names.has(output.id)) {
      names.set(output.id, graph.floats(node.operation.data, output.shape as readonly number[]));
      continue;
    }
    const isUnpool = node.operation.kind === 'maxUnpool2d';
    const inputs = node.inputs.map((input, index) => {
      if (!places.has(input.id) || (isUnpool && index === 1)) return nameOf(input);
      return graph.step('Cast', [nameOf(input)], { to: elementTypes.float32 });
    });
    writeOperation(graph, node, { inputs, outputs: node.outputs.map(nameOf) });
  }
  for (const { name, value } of program.outputs) {
    graph.output(outputName(name), value.shape);
    if (places.has(value.id))
      graph.node('Cast', [nameOf(value)], [outputName(name)], { to: elementTypes.float32 });
    else if (nameOf(value) !== outputName(name))
      graph.node('Identity', [nameOf(value)], [outputName(name)]);
  }
  return graph.finish();
}

/** Where maxima were found: the only values that are int64 in the graph. */
function placesOf(program: Program): number[] {
  return program.nodes.flatMap(({ operation, outputs }) =>
    operation.kind === 'maxPool2d' && outputs[1] ? [outputs[1].id] : [],
  );
}
