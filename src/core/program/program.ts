import type { Operation } from './operation';

/** A size known when the program is built, or the number of samples of the call. */
export type Dimension = number | 'batch';
export type Shape = readonly Dimension[];

/** One result in a program; only its builder makes them. */
export interface Value {
  readonly id: number;
  readonly shape: Shape;
}

export interface Node {
  readonly operation: Operation;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

export interface NamedValue {
  readonly name: string;
  readonly value: Value;
}

/**
 * A pure function of named tensors, as a list of operations in the order they can be run.
 * It knows no engine; every operation is defined by the `reference` engine.
 */
export interface Program {
  readonly inputs: readonly NamedValue[];
  readonly nodes: readonly Node[];
  readonly outputs: readonly NamedValue[];
}
