import type { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import { GraphWriter } from './graphWriter';
import { ProtobufMessage } from './protobufMessage';

/** An output that the package for Node cannot read; a model has it before its other outputs. */
export const unreadName = 'unread';

/**
 * Adds an output that is a sequence of tensors. The package for Node makes a copy of every output of
 * a run, of those too that the run wrote to the buffers of the caller: of all parameters and moments
 * at each call, which takes up to half the time of a step, and as much memory again. It reads them
 * in their order and stops with an error at the first that it cannot read, when the buffers have
 * long been written. So whoever gives a buffer for each of the others fetches this one too.
 */
export function writeUnread(graph: GraphWriter): void {
  graph.node('SequenceConstruct', [graph.floats([0], [])], [unreadName]);
  const tensor = new ProtobufMessage().message(1, new ProtobufMessage().integer(1, 1));
  const sequence = new ProtobufMessage().message(1, tensor);
  const type = new ProtobufMessage().message(4, sequence);
  graph.graph.message(12, new ProtobufMessage().text(1, unreadName).message(2, type));
}

/** Makes a session of ONNX Runtime and a tensor for it. */
export interface Package {
  readonly open: (model: Uint8Array) => Promise<InferenceSession>;
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => OnnxTensor;
}

/**
 * What the package says when it stops at such an output with all others written; undefined where
 * it does not stop, or before they are.
 */
export async function findRefusal({ open, Tensor }: Package): Promise<string | undefined> {
  const graph = new GraphWriter();
  graph.input('x', [1]);
  writeUnread(graph);
  graph.output('y', [1]);
  graph.node('Add', ['x', 'x'], ['y']);
  const written = new Float32Array(1);
  const [x, y] = [Float32Array.of(1), written].map((data) => new Tensor('float32', data, [1]));
  const session = await open(graph.finish()).catch(() => undefined);
  try {
    await session?.run({ x: x! }, { [unreadName]: null, y: y! });
    return undefined;
  } catch (error) {
    return written[0] === 2 && error instanceof Error ? error.message : undefined;
  } finally {
    await session?.release();
  }
}
