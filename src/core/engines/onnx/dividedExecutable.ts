import { checkInputs, checkInto } from '../checkTensors';
import type { Executable, Tensor, Tensors } from '../engine';
import type { Ports } from '../ports';
import type { VectorPart, VectorParts } from './divideVectors';

/** Gives whole vectors to an executable that has them in parts, as views, and takes them from it. */
export class DividedExecutable implements Executable {
  /** Engines know an array again by itself, so each is viewed once. */
  private readonly views = new WeakMap<Tensor['data'], readonly Tensor[]>();

  constructor(
    private readonly ports: Ports,
    private readonly parts: VectorParts,
    private readonly divided: Executable,
  ) {}

  async run(inputs: Tensors, into: Tensors = {}): Promise<Tensors> {
    checkInto(this.ports, into, checkInputs(this.ports, inputs));
    const targets: Record<string, Tensor> = { ...into };
    for (const { name } of this.ports.outputs) {
      const length = this.parts.get(name)?.at(-1)?.to;
      if (length !== undefined)
        targets[name] ??= { shape: [length], data: new Float32Array(length) };
    }
    const found = await this.divided.run(this.inParts(inputs), this.inParts(targets));
    const results: Record<string, Tensor> = {};
    for (const { name } of this.ports.outputs)
      results[name] = targets[name] ?? (found[name] as Tensor);
    return results;
  }

  release(): Promise<void> {
    return this.divided.release();
  }

  private inParts(tensors: Tensors): Tensors {
    const divided: Record<string, Tensor> = {};
    for (const [name, tensor] of Object.entries(tensors)) {
      const parts = this.parts.get(name);
      if (parts)
        this.viewed(tensor, parts).forEach((view, index) => (divided[parts[index]!.name] = view));
      else divided[name] = tensor;
    }
    return divided;
  }

  private viewed({ data }: Tensor, parts: readonly VectorPart[]): readonly Tensor[] {
    const known = this.views.get(data);
    if (known) return known;
    const views = parts.map(({ from, to }) => ({
      shape: [to - from],
      data: data.subarray(from, to),
    }));
    this.views.set(data, views);
    return views;
  }
}
