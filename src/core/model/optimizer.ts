import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';

/** An optimizer as operations on the flat parameter vector. */
export interface OptimizerPlan {
  /** Names of its flat state vectors, each as long as the parameters, zero at the start. */
  readonly moments: readonly string[];
  /**
   * Numbers that change from step to step, fed as scalar inputs by name: exactly those that the
   * update reads. `learning_rate` is always among them. Steps count from 1.
   */
  scalars(step: number, learningRate: number): Readonly<Record<string, number>>;
  update(builder: ProgramBuilder, inputs: UpdateInputs): Updated;
}

export interface UpdateInputs {
  readonly parameters: Value;
  readonly gradient: Value;
  readonly moments: Readonly<Record<string, Value>>;
  readonly scalars: Readonly<Record<string, Value>>;
}

export interface Updated {
  readonly parameters: Value;
  readonly moments: Readonly<Record<string, Value>>;
}
