import { FormatError } from './formatError';
import type { NumberArray } from './rawData';
import { readNumbers, type NumberType } from './readNumbers';

export interface IdxArray {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: NumberArray;
}

/**
 * An array in the IDX format of the MNIST files: two zero bytes, a type byte, the number of
 * dimensions, each dimension as a big-endian uint32, then the data, big-endian.
 * Throws FormatError, naming `path`, for anything else and for too few or too many bytes.
 */
export function readIdx(bytes: Uint8Array, path: string): IdxArray {
  if (bytes.length < 4) {
    throw new FormatError(
      `${path} is truncated: ${bytes.length} bytes, an IDX header has 4 or more`,
    );
  }
  const [first, second, code = 0, rank = 0] = bytes;
  const type = TYPES[code];
  if (first !== 0 || second !== 0 || type === undefined || rank === 0) {
    throw new FormatError(
      `${path} is not an IDX file: it starts with 0x${hex(bytes)}; ` +
        'images of unsigned bytes start with 0x00000803, labels with 0x00000801',
    );
  }
  const header = 4 + 4 * rank;
  if (bytes.length < header) {
    throw new FormatError(
      `${path} is truncated: ${bytes.length} bytes, its header of ${rank} dimensions has ${header}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const elements = shape.reduce((product, size) => product * size, 1);
  const promised = elements * type.size;
  const found = bytes.length - header;
  if (found !== promised) {
    throw new FormatError(
      `${path} ${found < promised ? 'is truncated' : 'is too long'}: its header promises ` +
        `${shape.join(' x ')} values in ${promised} bytes, ${found} follow`,
    );
  }
  return { shape, data: readNumbers(bytes.subarray(header), type.number, elements, 'big') };
}

const TYPES: Readonly<Record<number, { readonly size: number; readonly number: NumberType }>> = {
  0x08: { size: 1, number: 'u1' },
  0x09: { size: 1, number: 'i1' },
  0x0b: { size: 2, number: 'i2' },
  0x0c: { size: 4, number: 'i4' },
  0x0d: { size: 4, number: 'f4' },
  0x0e: { size: 8, number: 'f8' },
};

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
