import { createRandom } from '../../../src/core/data/random';
import { isDefined, type Measured, type NotDefinedKind } from '../../../src/metrics/measured';
import assert from 'node:assert/strict';

/** Seeded standard normal numbers. */
export function normals(count: number, seed: number): Float64Array {
  const random = createRandom(seed, 'metrics tests');
  return Float64Array.from({ length: count }, () => random.normal());
}

/** A matrix with its rows in another order. */
export function permuteRows<T extends Float32Array | Float64Array>(
  matrix: T,
  columns: number,
  order: Uint32Array,
): T {
  const result = matrix.slice() as T;
  order.forEach((from, to) => {
    result.set(matrix.subarray(from * columns, (from + 1) * columns), to * columns);
  });
  return result;
}

/** A matrix with its columns in another order. */
export function permuteColumns<T extends Float32Array | Float64Array>(
  matrix: T,
  columns: number,
  order: Uint32Array,
): T {
  const result = matrix.slice() as T;
  for (let at = 0; at < matrix.length; at++) {
    const column = at % columns;
    result[at] = matrix[at - column + order[column]!]!;
  }
  return result;
}

export function shuffled(count: number, seed: number): Uint32Array {
  return createRandom(seed, 'order').permutation(count);
}

export function scaled(vector: Float64Array, factor: number): Float64Array {
  return vector.map((value) => value * factor);
}

/** The number itself; fails when there is none. */
export function valueOf(measured: Measured): number {
  assert.ok(isDefined(measured), `not defined: ${JSON.stringify(measured)}`);
  assert.ok(Number.isFinite(measured), `not finite: ${measured}`);
  return measured;
}

export function assertClose(actual: Measured, expected: number, tolerance = 1e-12): void {
  const value = valueOf(actual);
  assert.ok(
    Math.abs(value - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${value} is not within ${tolerance} of ${expected}`,
  );
}

export function assertNotDefined(measured: unknown, kind: NotDefinedKind): void {
  assert.ok(
    typeof measured === 'object' && measured !== null && 'notDefined' in measured,
    `defined: ${String(measured)}`,
  );
  assert.equal(measured.notDefined, kind);
  assert.ok('says' in measured && typeof measured.says === 'string' && measured.says.endsWith('.'));
}
