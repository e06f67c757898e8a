import type { Tensor as TfTensor } from '@tensorflow/tfjs-core';
import { checkInputs, checkInto, concreteShape, type CallSizes } from '../checkTensors';
import type { Executable, Tensor, Tensors } from '../engine';
import { explainFailure } from '../explainFailure';
import type { Ports } from '../ports';
import { stepOf } from '../stepOf';
import type { Interpreter, Values } from './interpreter';
import type { TensorFlow } from './library';

/**
 * A program, or a recurrence whose carried tensors stay with TensorFlow from one step of a call to
 * the next.
 */
export class TensorFlowExecutable implements Executable {
  constructor(
    private readonly name: string,
    private readonly tf: TensorFlow,
    private readonly ports: Ports,
    private readonly carried: readonly string[],
    private readonly interpreter: Interpreter,
  ) {}

  async run(inputs: Tensors, into: Tensors = {}): Promise<Tensors> {
    const sizes = checkInputs(this.ports, inputs);
    checkInto(this.ports, into, sizes);
    await new Promise((resolve) => setImmediate(resolve));
    return this.compute(inputs, into, sizes).catch((error: unknown) =>
      explainFailure(this.name, error),
    );
  }

  async release(): Promise<void> {
    this.interpreter.release();
  }

  private async compute(inputs: Tensors, into: Tensors, sizes: CallSizes): Promise<Tensors> {
    const steps: Values[] = [];
    let state = this.upload(inputs, this.carried, undefined);
    const own = this.ports.inputs.map(({ name }) => name).filter((name) => !this.isCarried(name));
    const isStepped = this.ports.inputs.some(({ shape }) => shape[0] === 'steps');
    try {
      for (let step = 0; step < (sizes.steps ?? 1); step++) {
        const found = this.step(state, this.upload(inputs, own, isStepped ? step : undefined));
        this.tf.dispose(state);
        state = Object.fromEntries(this.carried.map((name) => [name, found[name] as TfTensor]));
        steps.push(
          Object.fromEntries(Object.entries(found).filter(([name]) => !this.isCarried(name))),
        );
      }
      return await this.download(state, steps, into, sizes);
    } finally {
      this.tf.dispose([state, steps]);
    }
  }

  /** Takes what was uploaded for it along when it fails, as of memory. */
  private step(state: Values, fed: Values): Values {
    try {
      return this.interpreter.run({ ...state, ...fed });
    } finally {
      this.tf.dispose(fed);
    }
  }

  private isCarried(name: string): boolean {
    return this.carried.includes(name);
  }

  private upload(inputs: Tensors, names: readonly string[], step: number | undefined): Values {
    return Object.fromEntries(
      names.map((name) => {
        const whole = inputs[name] as Tensor;
        const { shape, data } = step === undefined ? whole : stepOf(whole, step);
        const numbers = data instanceof Float32Array ? data : Float32Array.from(data);
        return [name, this.tf.tensor(numbers, [...shape], 'float32')];
      }),
    );
  }

  private async download(
    state: Values,
    steps: readonly Values[],
    into: Tensors,
    sizes: CallSizes,
  ): Promise<Tensors> {
    const results: Record<string, Tensor> = {};
    for (const { name, shape } of this.ports.outputs) {
      const result = into[name] ?? empty(concreteShape(shape, sizes));
      const parts = this.isCarried(name) ? [state] : steps;
      let offset = 0;
      for (const part of parts) {
        const numbers = await (part[name] as TfTensor).data();
        result.data.set(numbers, offset);
        offset += numbers.length;
      }
      results[name] = result;
    }
    return results;
  }
}

function empty(shape: readonly number[]): Tensor {
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, data: new Float32Array(length) };
}
