import { FormatError } from './formatError';
import type { NumberArray } from './rawData';

export interface Pool {
  readonly shape: readonly number[];
  readonly data: NumberArray;
}

/** Rows of `first`, then rows of `second`. Throws FormatError when their rows differ in shape. */
export function pool(first: Pool, second: Pool, paths: readonly [string, string]): Pool {
  const [rows = 0, ...row] = first.shape;
  const [more = 0, ...other] = second.shape;
  if (row.join() !== other.join()) {
    throw new FormatError(
      `${paths[1]} has shape (${second.shape.join(', ')}), ${paths[0]} (${first.shape.join(', ')}); ` +
        'the two may differ in their first number only',
    );
  }
  return { shape: [rows + more, ...row], data: concatenate(first.data, second.data) };
}

function concatenate(first: NumberArray, second: NumberArray): NumberArray {
  const length = first.length + second.length;
  const bothBytes = first instanceof Uint8Array && second instanceof Uint8Array;
  const bothFloats = first instanceof Float32Array && second instanceof Float32Array;
  const joined = bothBytes
    ? new Uint8Array(length)
    : bothFloats
      ? new Float32Array(length)
      : new Float64Array(length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
