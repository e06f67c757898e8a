import { checkInputs, checkInto, concreteShape } from './checkTensors';
import type { Executable, Tensor, Tensors } from './engine';
import { portsOfSteps, type Ports } from './ports';
import type { Recurrence } from './recurrence';
import { stepOf } from './stepOf';

/** A recurrence as one call of its program after the other: plain, and the other engines' twin. */
export function stepByStep(recurrence: Recurrence, once: Executable): Executable {
  const ports = portsOfSteps(recurrence);
  return {
    run: (inputs, into) => run(recurrence.carried, ports, once, inputs, into ?? {}),
    release: () => once.release(),
  };
}

async function run(
  carried: readonly string[],
  ports: Ports,
  once: Executable,
  inputs: Tensors,
  into: Tensors,
): Promise<Tensors> {
  const sizes = checkInputs(ports, inputs);
  checkInto(ports, into, sizes);
  const { steps = 1 } = sizes;
  const results: Record<string, Tensor> = {};
  let state = pick(inputs, carried);
  for (let step = 0; step < steps; step++) {
    const own = ports.inputs.filter(({ name }) => !carried.includes(name));
    const slices = own.map(({ name }) => [name, stepOf(inputs[name] as Tensor, step)] as const);
    const found = await once.run({ ...state, ...Object.fromEntries(slices) });
    state = asGiven(pick(found, carried), inputs);
    for (const { name, shape } of ports.outputs) {
      if (carried.includes(name)) continue;
      const { data } = found[name] as Tensor;
      results[name] ??= into[name] ?? empty(concreteShape(shape, sizes), data);
      results[name].data.set(data, step * data.length);
    }
  }
  for (const name of carried) {
    const given = into[name];
    given?.data.set((state[name] as Tensor).data);
    results[name] = given ?? (state[name] as Tensor);
  }
  return results;
}

function pick(tensors: Tensors, names: readonly string[]): Tensors {
  return Object.fromEntries(names.map((name) => [name, tensors[name] as Tensor]));
}

/** Rounded as the tensors that a call would bring: a call more or less changes no digit. */
function asGiven(state: Tensors, given: Tensors): Tensors {
  const rounded = ([name, { shape, data }]: [string, Tensor]): [string, Tensor] => {
    const isFloat32 = given[name]?.data instanceof Float32Array;
    return [name, { shape, data: isFloat32 ? Float32Array.from(data) : data }];
  };
  return Object.fromEntries(Object.entries(state).map(rounded));
}

function empty(shape: readonly number[], like: Tensor['data']): Tensor {
  const length = shape.reduce((product, size) => product * size, 1);
  const data = like instanceof Float64Array ? new Float64Array(length) : new Float32Array(length);
  return { shape, data };
}
