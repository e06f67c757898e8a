import type { Program } from '../../program/program';
import { checkInputs, checkInto, concreteShape } from '../checkTensors';
import type { Engine, Executable, Tensors } from '../engine';
import { portsOf, type Ports } from '../ports';
import { stepByStep } from '../stepByStep';
import { evaluate } from './evaluate';
import type { NumberArray } from './numberArray';
import { arrayOf } from './numberArray';

/**
 * Computes in float64, slowly and plainly: it says what every operation means, and all other
 * engines are tested against it. Outputs are Float64Array unless `into` brings others.
 */
export const reference: Engine = {
  name: 'reference',
  version: '1',
  compile: (program) => Promise.resolve(new ReferenceExecutable(program)),
  compileSteps: async (recurrence) =>
    stepByStep(recurrence, await reference.compile(recurrence.program)),
};

class ReferenceExecutable implements Executable {
  private readonly ports: Ports;

  constructor(private readonly program: Program) {
    this.ports = portsOf(program);
  }

  async run(inputs: Tensors, into: Tensors = {}): Promise<Tensors> {
    const { program, ports } = this;
    const sizes = checkInputs(ports, inputs);
    checkInto(ports, into, sizes);
    await new Promise((resolve) => setImmediate(resolve));
    const values = new Map<number, NumberArray>();
    const at = (id: number): NumberArray => {
      const found = values.get(id);
      if (!found) throw new Error(`Value ${id} is used before it is made.`);
      return found;
    };
    for (const { name, value } of program.inputs) {
      const tensor = inputs[name];
      if (tensor) values.set(value.id, arrayOf(tensor.shape, tensor.data));
    }
    for (const node of program.nodes) {
      const shapes = node.outputs.map((output) => concreteShape(output.shape, sizes));
      const operands = node.inputs.map((input) => at(input.id));
      const results = evaluate(node.operation, operands, shapes[0] ?? []);
      node.outputs.forEach((output, index) => {
        const result = results[index];
        if (String(result?.shape) !== String(shapes[index]))
          throw new Error(
            `${node.operation.kind} gave [${result?.shape}] instead of [${shapes[index]}].`,
          );
        if (result) values.set(output.id, result);
      });
    }
    return Object.fromEntries(
      program.outputs.map(({ name, value }) => {
        const { shape, data } = at(value.id);
        const target = into[name]?.data;
        target?.set(data);
        return [name, { shape, data: target ?? data.slice() }];
      }),
    );
  }

  release(): Promise<void> {
    return Promise.resolve();
  }
}
