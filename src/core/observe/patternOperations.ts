import { switchedValue } from '../model/switchedValue';
import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';

/**
 * What OUI and dead units of one layer are made of, so that no activation leaves the engine. With
 * p_i units positive on sample i, p_ik on both i and k, and L = floor(units / 2), all pairwise Hamming
 * distances come from one matrix product: h(i, k) = p_i + p_k - 2 p_ik.
 */
export interface PatternSums {
  /** Sum of min(h, L) over all ordered pairs. */
  readonly distances: Value;
  /** Number of units that are positive on a sample or more, [1]. */
  readonly aliveUnits: Value;
}

/** @param activations [samples, units] */
export function patternSums(b: ProgramBuilder, activations: Value): PatternSums {
  const units = Number(activations.shape[1]);
  const switched = switchedValue(b, activations);
  const [both, ofSample, ofUnit] = b.applyAll(
    { kind: 'positives' },
    switched === activations ? activations : b.reshape(switched, ['batch', units]),
  ) as readonly [Value, Value, Value];
  const either = b.add(b.reshape(ofSample, [-1, 1]), b.reshape(ofSample, [1, -1]));
  const distances = b.subtract(either, b.multiply(both, 2));
  const clamped = b.binary('minimum', distances, b.constant(Math.floor(units / 2)));
  const isAlive = b.whereGreater(ofUnit, 0.5, 1, 0);
  return { distances: b.sum(clamped), aliveUnits: b.sum(isAlive, [0], true) };
}
