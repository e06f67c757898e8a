import type { Dimension, NamedValue, Program } from '../program/program';
import type { Recurrence } from './recurrence';

/** A size, or one that each call brings: its samples, or its steps. */
export type Size = Dimension | 'steps';

export interface Port {
  readonly name: string;
  readonly shape: readonly Size[];
}

/** What goes into a call and what comes out of it. */
export interface Ports {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

export function portsOf({ inputs, outputs }: Pick<Program, 'inputs' | 'outputs'>): Ports {
  return { inputs: inputs.map(port), outputs: outputs.map(port) };
}

/** Carried ports first and in their order, then the others. */
export function portsOfSteps({ program, carried }: Recurrence): Ports {
  const { inputs, outputs } = portsOf(inOrder({ program, carried }));
  const stepped = ({ name, shape }: Port): Port =>
    carried.includes(name) ? { name, shape } : { name, shape: ['steps', ...shape] };
  return { inputs: inputs.map(stepped), outputs: outputs.map(stepped) };
}

/** The same program with its carried inputs and outputs first. */
export function inOrder({ program, carried }: Recurrence): Program {
  const order = (ports: readonly NamedValue[]): NamedValue[] => [
    ...carried.map((name) => {
      const found = ports.find((candidate) => candidate.name === name);
      if (!found)
        throw new Error(`${name} is to be carried, so it must be an input and an output.`);
      return found;
    }),
    ...ports.filter(({ name }) => !carried.includes(name)),
  ];
  return { ...program, inputs: order(program.inputs), outputs: order(program.outputs) };
}

function port({ name, value }: NamedValue): Port {
  return { name, shape: value.shape };
}
