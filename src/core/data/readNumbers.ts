import type { NumberArray } from './rawData';

/** Kind and bytes of a number, in NumPy's letters. */
export type NumberType =
  'f2' | 'f4' | 'f8' | 'i1' | 'i2' | 'i4' | 'i8' | 'u1' | 'u2' | 'u4' | 'u8' | 'b1';

/**
 * `count` numbers from the start of `bytes`, copied. Halves become Float32Array, 64-bit integers
 * Float64Array (rounded beyond 2^53), booleans Uint8Array of 0 and 1.
 * The bytes must be there: at least `count` times the size of the type.
 */
export function readNumbers(
  bytes: Uint8Array,
  type: NumberType,
  count: number,
  order: 'little' | 'big',
): NumberArray {
  const size = Number(type[1]);
  const copy = bytes.slice(0, count * size);
  if (copy.length < count * size) throw new RangeError(`${count} ${type} in ${copy.length} bytes`);
  if (order !== NATIVE_ORDER) reverseEach(copy, size);
  const buffer = copy.buffer.slice(copy.byteOffset, copy.byteOffset + copy.byteLength);
  switch (type) {
    case 'f2':
      return Float32Array.from(new Uint16Array(buffer), halfToNumber);
    case 'f4':
      return new Float32Array(buffer);
    case 'f8':
      return new Float64Array(buffer);
    case 'i1':
      return new Int8Array(buffer);
    case 'i2':
      return new Int16Array(buffer);
    case 'i4':
      return new Int32Array(buffer);
    case 'i8':
      return toDoubles(new BigInt64Array(buffer));
    case 'u1':
      return new Uint8Array(buffer);
    case 'u2':
      return new Uint16Array(buffer);
    case 'u4':
      return new Uint32Array(buffer);
    case 'u8':
      return toDoubles(new BigUint64Array(buffer));
    case 'b1':
      return new Uint8Array(buffer).map((value) => (value === 0 ? 0 : 1));
  }
}

const NATIVE_ORDER = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 'little' : 'big';

function reverseEach(bytes: Uint8Array, size: number): void {
  if (size === 1) return;
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

/** IEEE 754 binary16: one sign bit, five of exponent, ten of fraction. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function toDoubles(integers: BigInt64Array | BigUint64Array): Float64Array {
  const doubles = new Float64Array(integers.length);
  for (let index = 0; index < doubles.length; index++) doubles[index] = Number(integers[index]);
  return doubles;
}
