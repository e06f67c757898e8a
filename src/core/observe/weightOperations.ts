import type { ParameterSlot } from '../model/plan';
import type { ProgramBuilder } from '../program/builder';
import { elementCount } from '../program/inferShapes';
import type { Value } from '../program/program';

/**
 * What the weight metrics of a layer need, as few operations as possible: sums that
 * `weightReadings` turns into metrics. Weights come as flat vectors.
 */
export interface WeightSums {
  /** <W, u> with u = W_0 / |W_0|. */
  readonly along: Value;
  /** |W - <W, u> u|^2: the part of W orthogonal to W_0, free of cancellation. */
  readonly across: Value;
}

export function weightSums(b: ProgramBuilder, now: Value, unitStart: Value): WeightSums {
  const along = b.reshape(dot(b, now, unitStart), []);
  const rest = b.subtract(now, b.multiply(unitStart, along));
  return { along, across: dot(b, rest, rest) };
}

export interface UpdateSums {
  /** |W - W'|^2 with W' before the step. */
  readonly update: Value;
  /** |W'|^2 */
  readonly before: Value;
}

export function updateSums(b: ProgramBuilder, now: Value, previous: Value): UpdateSums {
  const update = b.subtract(now, previous);
  return { update: dot(b, update, update), before: dot(b, previous, previous) };
}

export interface NeuronSums {
  /** <w_j, g_j> of each neuron, g_j of length 1 (0 for a neuron without a first direction). */
  readonly along: Value;
  /** |w_j|^2 of each neuron. */
  readonly size: Value;
}

/** For each neuron of a layer; flat vectors in the slot's layout. */
export function neuronSums(
  b: ProgramBuilder,
  now: Value,
  unitDirection: Value,
  slot: Pick<ParameterSlot, 'shape'>,
): NeuronSums {
  const axes = slot.shape.length === 2 ? [0] : [1, 2, 3];
  const w = b.reshape(now, slot.shape);
  const g = b.reshape(unitDirection, slot.shape);
  return { along: b.sum(b.multiply(w, g), axes), size: b.sum(b.multiply(w, w), axes) };
}

/** As a product of a row and a column, [1, 1]: one pass of the engine's fastest operation. */
function dot(b: ProgramBuilder, x: Value, y: Value): Value {
  const row = (value: Value) => b.reshape(value, [1, elementCount(value.shape)]);
  return b.matmul(row(x), row(y), { transposeB: true });
}
