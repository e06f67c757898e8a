import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';

/**
 * 1 where the largest output is the class of the one-hot y, 0 where it is not. Classes that tie
 * share the win, so that a network that says the same for all scores as chance does.
 * @returns [batch]
 */
export function winnerShare(b: ProgramBuilder, outputs: Value, y: Value): Value {
  const largest = b.reduce('max', outputs, [1], true);
  const isLargest = b.whereGreater(largest, outputs, 0, 1);
  return b.divide(b.sum(b.multiply(isLargest, y), [1]), b.sum(isLargest, [1]));
}
