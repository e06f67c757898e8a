import type { Program } from '../program/program';

/**
 * A program that is run several times in one call, each time on what the time before gave: an
 * input whose name is among `carried` is the output of that name of the step before. All other
 * inputs and outputs have an axis of steps in front. Crossing into a native library and back, and
 * copying the carried tensors out, is then paid once a call.
 */
export interface Recurrence {
  readonly program: Program;
  /** Names that are both inputs and outputs of the program, of the same shape. */
  readonly carried: readonly string[];
}
