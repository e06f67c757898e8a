import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';

/** A vector [channels] in the shape that broadcasts over x, [batch, units] or [batch, c, h, w]. */
export function perChannel(b: ProgramBuilder, vector: Value, x: Value): Value {
  return x.shape.length === 4 ? b.reshape(vector, [...vector.shape, 1, 1]) : vector;
}
