import type { Program } from '../program/program';
import type { Recurrence } from './recurrence';

/** Numbers with their sizes, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

export type Tensors = Readonly<Record<string, Tensor>>;

/** Something that can run programs. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  compile(program: Program): Promise<Executable>;
  /** The same numbers, to the last digit, however many steps a call has. */
  compileSteps(recurrence: Recurrence): Promise<Executable>;
}

/** A program or a recurrence made ready by an engine. */
export interface Executable {
  /**
   * Runs once. Inputs and outputs are by name; an input that is missing or has the wrong shape is
   * an error. `into` may name buffers of the right size that the outputs are written to; they must
   * not be among the inputs of the same call. Only a carried tensor may have the same one before
   * and after a call of one step, where the step reads it for nothing but the new one, number by
   * number. The computation itself blocks the event loop, which gets a turn before each.
   */
  run(inputs: Tensors, into?: Tensors): Promise<Tensors>;
  release(): Promise<void>;
}
