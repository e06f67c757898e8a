import type { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import { checkInputs, checkInto } from '../checkTensors';
import type { Executable, Tensor, Tensors } from '../engine';
import type { Ports } from '../ports';
import { explainFailure } from '../explainFailure';
import { inputName, outputName } from './portNames';

/** What both packages of ONNX Runtime offer, as far as it is needed here. */
export interface OnnxRuntime {
  readonly name: string;
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => OnnxTensor;
  /** Whether a run writes to the buffers it is given; otherwise its results are copied there. */
  readonly writesInPlace: boolean;
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

  constructor(
    private readonly ports: Ports,
    private readonly session: InferenceSession,
    private readonly runtime: OnnxRuntime,
  ) {
    this.inputs = ports.inputs.map(({ name }) => [name, inputName(name)]);
    this.outputs = ports.outputs.map(({ name }) => ({ name, onnxName: outputName(name) }));
  }

  async run(inputs: Tensors, into?: Tensors): Promise<Tensors> {
    const sizes = checkInputs(this.ports, inputs);
    if (into) checkInto(this.ports, into, sizes);
    const feeds: Record<string, OnnxTensor> = {};
    for (const [name, onnxName] of this.inputs)
      feeds[onnxName] = this.toOnnx(inputs[name] as Tensor);
    const fetches: Record<string, OnnxTensor | null> = {};
    for (const { name, onnxName } of this.outputs) {
      const target = into?.[name];
      const isDirect = this.runtime.writesInPlace && target?.data instanceof Float32Array;
      fetches[onnxName] = isDirect ? this.toOnnx(target) : null;
    }
    const found = await this.runtime
      .run(this.session, feeds, fetches)
      .catch((error: unknown) => explainFailure(this.runtime.name, error));
    const results: Record<string, Tensor> = {};
    for (const { name, onnxName } of this.outputs) {
      const result = found[onnxName] as OnnxTensor;
      const target = into?.[name];
      if (target && fetches[onnxName] === null) target.data.set(result.data as Float32Array);
      results[name] = target ?? { shape: result.dims, data: result.data as Float32Array };
    }
    return results;
  }

  release(): Promise<void> {
    return this.session.release();
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

interface OutputPort {
  readonly name: string;
  readonly onnxName: string;
}

function isEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
