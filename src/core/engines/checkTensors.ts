import type { Tensor, Tensors } from './engine';
import type { Port, Ports, Size } from './ports';

/** The sizes that a call brought; undefined where no input has them. */
export interface CallSizes {
  readonly batch?: number;
  readonly steps?: number;
}

/** Compares the tensors of a call with what is declared and returns the sizes that it brought. */
export function checkInputs({ inputs: declared }: Ports, inputs: Tensors): CallSizes {
  const count = checkNames('input', declared, inputs);
  if (count < declared.length) {
    const missing = declared.filter((input) => inputs[input.name] === undefined);
    throw new Error(`Missing ${missing.map(describe).join(', ')}.`);
  }
  const sizes: { batch?: number; steps?: number } = {};
  const firsts: { batch?: string; steps?: string } = {};
  for (const { name, shape } of declared) {
    const tensor = inputs[name] as Tensor;
    if (!fits(tensor.shape, shape))
      throw new Error(`Input ${name} is declared as [${shape}], got [${tensor.shape}].`);
    for (let axis = 0; axis < shape.length; axis++) {
      const free = shape[axis];
      if (free !== 'batch' && free !== 'steps') continue;
      const size = tensor.shape[axis] as number;
      const known = sizes[free];
      if (known !== undefined && known !== size)
        throw new Error(
          `Input ${name} is declared as [${shape}], got [${tensor.shape}], ` +
            `but the ${free} of ${firsts[free]} is ${known}.`,
        );
      firsts[free] ??= name;
      sizes[free] = size;
    }
    checkCount('Input', name, tensor);
  }
  return sizes;
}

/** Refuses buffers that are no output or have another size than the output. */
export function checkInto({ outputs }: Ports, into: Tensors, sizes: CallSizes): void {
  checkNames('output', outputs, into);
  for (const { name, shape: declared } of outputs) {
    const tensor = into[name];
    if (!tensor) continue;
    const shape = concreteShape(declared, sizes);
    if (!fits(tensor.shape, shape))
      throw new Error(`Output ${name} has shape [${shape}], its buffer [${tensor.shape}].`);
    checkCount('Output', name, tensor);
  }
}

/** A declared shape with the sizes of this call in it. */
export function concreteShape(shape: readonly Size[], sizes: CallSizes): number[] {
  return shape.map((size) => {
    if (typeof size === 'number') return size;
    const brought = sizes[size];
    if (brought === undefined) throw new Error(`[${shape}] needs a ${size}, and no input has one.`);
    return brought;
  });
}

function checkNames(role: 'input' | 'output', declared: readonly Port[], given: Tensors): number {
  let count = 0;
  for (const name in given) {
    if (given[name] === undefined) continue;
    if (!declared.some((candidate) => candidate.name === name))
      throw new Error(
        `There is no ${role} ${name}; there are ${declared.map(describe).join(', ') || 'none'}.`,
      );
    count++;
  }
  return count;
}

function checkCount(role: string, name: string, { shape, data }: Tensor): void {
  let expected = 1;
  for (const size of shape) expected *= size;
  if (data.length !== expected)
    throw new Error(`${role} ${name} of shape [${shape}] holds ${data.length} numbers.`);
}

function fits(actual: readonly number[], declared: readonly Size[]): boolean {
  if (actual.length !== declared.length) return false;
  for (let axis = 0; axis < actual.length; axis++) {
    const size = declared[axis];
    const got = actual[axis] as number;
    if (typeof size === 'number' ? size !== got : !(Number.isInteger(got) && got > 0)) return false;
  }
  return true;
}

function describe({ name, shape }: Port): string {
  return `${name} [${shape}]`;
}
