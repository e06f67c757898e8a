import type { NamedValue, Program, Shape } from '../program/program';
import type { Tensor, Tensors } from './engine';

/**
 * Compares the tensors of a call with what a program declares and returns the call's number of
 * samples; undefined where no input has the batch among its sizes.
 */
export function checkInputs(program: Program, inputs: Tensors): number | undefined {
  const declared = program.inputs;
  const count = checkNames('input', declared, inputs);
  if (count < declared.length) {
    const missing = declared.filter((input) => inputs[input.name] === undefined);
    throw new Error(`Missing ${missing.map(describe).join(', ')}.`);
  }
  let batch: number | undefined;
  let firstName = '';
  for (const { name, value } of declared) {
    const tensor = inputs[name] as Tensor;
    const { shape } = value;
    if (!fits(tensor.shape, shape))
      throw new Error(`Input ${name} is declared as [${shape}], got [${tensor.shape}].`);
    for (let axis = 0; axis < shape.length; axis++) {
      if (shape[axis] !== 'batch') continue;
      const size = tensor.shape[axis] as number;
      if (batch !== undefined && batch !== size)
        throw new Error(
          `Input ${name} is declared as [${shape}], got [${tensor.shape}], ` +
            `but the batch of ${firstName} is ${batch}.`,
        );
      if (batch === undefined) firstName = name;
      batch = size;
    }
    checkCount('Input', name, tensor);
  }
  return batch;
}

/** Refuses buffers that are no output of the program or have another size than the output. */
export function checkInto(program: Program, into: Tensors, batch: number | undefined): void {
  checkNames('output', program.outputs, into);
  for (const { name, value } of program.outputs) {
    const tensor = into[name];
    if (!tensor) continue;
    const shape = concreteShape(value.shape, batch);
    if (!fits(tensor.shape, shape))
      throw new Error(`Output ${name} has shape [${shape}], its buffer [${tensor.shape}].`);
    checkCount('Output', name, tensor);
  }
}

/** A declared shape with the batch of this call in it. */
export function concreteShape(shape: Shape, batch: number | undefined): number[] {
  return shape.map((size) => {
    if (size !== 'batch') return size;
    if (batch === undefined) throw new Error(`[${shape}] needs a batch, and no input has one.`);
    return batch;
  });
}

function checkNames(
  role: 'input' | 'output',
  declared: readonly NamedValue[],
  given: Tensors,
): number {
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

function fits(actual: readonly number[], declared: Shape): boolean {
  if (actual.length !== declared.length) return false;
  for (let axis = 0; axis < actual.length; axis++) {
    const size = declared[axis];
    const got = actual[axis] as number;
    if (size === 'batch' ? !(Number.isInteger(got) && got > 0) : size !== got) return false;
  }
  return true;
}

function describe({ name, value }: NamedValue): string {
  return `${name} [${value.shape}]`;
}
