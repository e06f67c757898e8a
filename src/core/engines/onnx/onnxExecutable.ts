import type { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import { checkInputs, checkInto, concreteShape, type CallSizes } from '../checkTensors';
import type { Executable, Tensor, Tensors } from '../engine';
import type { Port, Ports } from '../ports';
import { explainFailure } from '../explainFailure';
import { inputName, outputName } from './portNames';
import { unreadName } from './unreadOutput';

/** What both packages of ONNX Runtime offer, as far as it is needed here. */
export interface OnnxRuntime {
  readonly name: string;
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => OnnxTensor;
  /** Whether a run writes to the buffers it is given; otherwise its results are copied there. */
  readonly writesInPlace: boolean;
  /** What a run says that ends with `unreadName`, everything written: see {@link writeUnread}. */
  readonly refusal?: string;
  /** A run blocks the event loop; before it, others must have had their turn. */
  readonly run: (
    session: InferenceSession,
    feeds: InferenceSession.FeedsType,
    fetches: InferenceSession.FetchesType,
  ) => Promise<InferenceSession.ReturnType>;
}

/** A program or a recurrence in a session of ONNX Runtime. */
export class OnnxExecutable implements Executable {
  /** Making a tensor costs more than a small operation, and most buffers come again and again. */
  private readonly tensors = new WeakMap<Float32Array, OnnxTensor>();
  private readonly inputs: readonly (readonly [name: string, onnxName: string])[];
  private readonly outputs: readonly OutputPort[];
  private readonly isReadable: boolean;

  constructor(
    private readonly ports: Ports,
    private readonly session: InferenceSession,
    private readonly runtime: OnnxRuntime,
  ) {
    this.isReadable = !session.outputNames.includes(unreadName);
    this.inputs = ports.inputs.map(({ name }) => [name, inputName(name)]);
    this.outputs = ports.outputs.map((port) => ({ ...port, onnxName: outputName(port.name) }));
  }

  async run(inputs: Tensors, into: Tensors = {}): Promise<Tensors> {
    const sizes = checkInputs(this.ports, inputs);
    checkInto(this.ports, into, sizes);
    const feeds: Record<string, OnnxTensor> = {};
    for (const [name, onnxName] of this.inputs)
      feeds[onnxName] = this.toOnnx(inputs[name] as Tensor);
    return this.isReadable ? this.read(feeds, into) : this.runUnread(feeds, into, sizes);
  }

  release(): Promise<void> {
    return this.session.release();
  }

  private async read(feeds: InferenceSession.FeedsType, into: Tensors): Promise<Tensors> {
    const fetches: Record<string, OnnxTensor | null> = {};
    for (const { name, onnxName } of this.outputs) {
      const target = into[name];
      const isDirect = this.runtime.writesInPlace && target?.data instanceof Float32Array;
      fetches[onnxName] = isDirect ? this.toOnnx(target) : null;
    }
    const found = await this.runtime
      .run(this.session, feeds, fetches)
      .catch((error: unknown) => explainFailure(this.runtime.name, error));
    const results: Record<string, Tensor> = {};
    for (const { name, onnxName } of this.outputs) {
      const result = found[onnxName] as OnnxTensor;
      const target = into[name];
      if (target && fetches[onnxName] === null) target.data.set(result.data as Float32Array);
      results[name] = target ?? { shape: result.dims, data: result.data as Float32Array };
    }
    return results;
  }

  /** Every output has a buffer, so nothing is lost with what the run does not give. */
  private async runUnread(
    feeds: InferenceSession.FeedsType,
    into: Tensors,
    sizes: CallSizes,
  ): Promise<Tensors> {
    const fetches: Record<string, OnnxTensor | null> = { [unreadName]: null };
    const written: Record<string, Tensor> = {};
    for (const { name, onnxName, shape } of this.outputs) {
      const target = into[name];
      const buffer = target?.data instanceof Float32Array ? target : empty(shape, sizes);
      fetches[onnxName] = this.toOnnx(buffer);
      written[name] = buffer;
    }
    const { name: engine, run, refusal } = this.runtime;
    await run(this.session, feeds, fetches).catch((error: unknown) => {
      if (!(error instanceof Error && error.message === refusal)) explainFailure(engine, error);
    });
    for (const [name, { data }] of Object.entries(into))
      if (data !== written[name]?.data) data.set((written[name] as Tensor).data);
    return { ...written, ...into };
  }

  private toOnnx({ shape, data }: Tensor): OnnxTensor {
    if (!(data instanceof Float32Array))
      return new this.runtime.Tensor('float32', Float32Array.from(data), [...shape]);
    const known = this.tensors.get(data);
    if (known && isEqual(known.dims, shape)) return known;
    const tensor = new this.runtime.Tensor('float32', data, [...shape]);
    this.tensors.set(data, tensor);
    return tensor;
  }
}

interface OutputPort extends Port {
  readonly onnxName: string;
}

function empty(declared: Port['shape'], sizes: CallSizes): Tensor {
  const shape = concreteShape(declared, sizes);
  return { shape, data: new Float32Array(shape.reduce((product, size) => product * size, 1)) };
}

function isEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
