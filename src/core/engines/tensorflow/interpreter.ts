import type { Tensor } from '@tensorflow/tfjs-core';
import type { Program, Value } from '../../program/program';
import { operate } from './operate';
import { checkPlaces } from './pooling';
import type { TensorFlow } from './library';

export type Values = Readonly<Record<string, Tensor>>;

/** Runs a program operation by operation, and gives each value's memory back after its last use. */
export class Interpreter {
  /** Ids of values by the position of the operation that uses them last. */
  private readonly lastUsed = new Map<number, number[]>();
  private readonly constants = new Map<number, Tensor>();

  constructor(
    private readonly tf: TensorFlow,
    private readonly program: Program,
  ) {
    checkPlaces(program);
    const last = new Map<number, number>();
    program.nodes.forEach(({ inputs, outputs }, at) => {
      for (const { id } of [...inputs, ...outputs]) last.set(id, at);
    });
    for (const { value } of [...program.inputs, ...program.outputs]) last.delete(value.id);
    for (const { operation, outputs } of program.nodes)
      if (operation.kind === 'constant') for (const { id } of outputs) last.delete(id);
    for (const [id, at] of last) this.lastUsed.set(at, [...(this.lastUsed.get(at) ?? []), id]);
  }

  /** The inputs stay the caller's; so do the outputs. What fails leaves nothing else behind. */
  run(inputs: Values): Values {
    const values = new Map<number, Tensor>();
    try {
      return this.compute(inputs, values);
    } catch (error) {
      const given = new Set([...Object.values(inputs), ...this.constants.values()]);
      for (const value of values.values())
        if (!given.has(value) && !value.isDisposed) value.dispose();
      throw error;
    }
  }

  release(): void {
    for (const constant of this.constants.values()) constant.dispose();
    this.constants.clear();
  }

  private compute(inputs: Values, values: Map<number, Tensor>): Values {
    const { tf, program } = this;
    const at = ({ id }: Value): Tensor => {
      const found = values.get(id);
      if (!found) throw new Error(`Value ${id} is used before it is made.`);
      return found;
    };
    for (const { name, value } of program.inputs) values.set(value.id, inputs[name] as Tensor);
    program.nodes.forEach((node, position) => {
      const { operation, outputs } = node;
      const results =
        operation.kind === 'constant'
          ? [this.constant(outputs[0] as Value, operation.data)]
          : tf.tidy(() => operate(tf, operation, node.inputs.map(at)));
      outputs.forEach(({ id }, index) => values.set(id, results[index] as Tensor));
      for (const id of this.lastUsed.get(position) ?? []) values.get(id)?.dispose();
    });
    const results = program.outputs.map(({ name, value }) => [name, tf.clone(at(value))] as const);
    const kept = new Set(program.inputs.map(({ value }) => value.id));
    for (const { value } of program.outputs)
      if (!kept.has(value.id) && !this.constants.has(value.id)) {
        kept.add(value.id);
        at(value).dispose();
      }
    return Object.fromEntries(results);
  }

  private constant({ id, shape }: Value, data: readonly number[]): Tensor {
    const known = this.constants.get(id);
    if (known) return known;
    const made = this.tf.tensor(Float32Array.from(data), [...(shape as number[])], 'float32');
    this.constants.set(id, made);
    return made;
  }
}
