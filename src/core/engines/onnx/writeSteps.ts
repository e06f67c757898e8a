import { inOrder, portsOfSteps } from '../ports';
import type { Recurrence } from '../recurrence';
import { GraphWriter } from './graphWriter';
import { inputName, outputName } from './portNames';
import { writeUnread } from './unreadOutput';
import { writeGraph } from './writeModel';

/** Names in the graph of one step may not be those of the graph around it. */
const inside = 'step.';

/**
 * A recurrence as the bytes of an ONNX model: one `Scan` over the steps of a call, with the
 * program as its body and the carried tensors as its state.
 * @param hasUnread whether an output that cannot be read comes first, see {@link writeUnread}
 */
export function writeSteps(recurrence: Recurrence, hasUnread = false): Uint8Array {
  const { inputs, outputs } = portsOfSteps(recurrence);
  const graph = new GraphWriter();
  for (const { name, shape } of inputs) graph.input(inputName(name), shape);
  if (hasUnread) writeUnread(graph);
  for (const { name, shape } of outputs) graph.output(outputName(name), shape);
  graph.node(
    'Scan',
    inputs.map(({ name }) => inputName(name)),
    outputs.map(({ name }) => outputName(name)),
    {
      num_scan_inputs: inputs.length - recurrence.carried.length,
      body: writeGraph(inOrder(recurrence), inside),
    },
  );
  return graph.finish();
}
