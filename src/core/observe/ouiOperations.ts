import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';

/**
 * The Overfitting-Underfitting Indicator of one layer as operations, so that no activation leaves
 * the engine: all pairwise Hamming distances come from one matrix product of the 0/1 matrix.
 * Equal to `metrics/oui` (its twin in the tests): mean over all pairs of min(h, L) / L with
 * L = floor(units / 2). Exact in float32, as counts stay below 2^24.
 */
export function ouiOperations(builder: ProgramBuilder, bits: Value): Value {
  const units = Number(bits.shape[1]);
  const limit = Math.floor(units / 2);
  if (limit < 1) throw new Error(`OUI needs at least two units, got ${units}.`);
  const ones = builder.sum(bits, [1], true);
  const shared = builder.matmul(bits, bits, { transposeB: true });
  const either = builder.add(ones, builder.transpose(ones, [1, 0]));
  const distances = builder.subtract(either, builder.multiply(shared, 2));
  const clamped = builder.binary('minimum', distances, builder.constant(limit));
  const samples = builder.batchSize(bits);
  const orderedPairs = builder.multiply(samples, builder.subtract(samples, 1));
  return builder.divide(builder.sum(clamped), builder.multiply(orderedPairs, limit));
}

/** 1 where an activation is positive, else 0. */
export function activationBits(builder: ProgramBuilder, activations: Value): Value {
  return builder.whereGreater(activations, 0, 1, 0);
}

/** Share of units that are positive on no sample, in [0, 1]. */
export function deadShareOperations(builder: ProgramBuilder, bits: Value): Value {
  const everPositive = builder.reduce('max', bits, [0]);
  return builder.subtract(1, builder.mean(everPositive));
}
