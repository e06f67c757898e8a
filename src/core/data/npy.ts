import { FormatError } from './formatError';
import type { NumberArray } from './rawData';
import { readNumbers, type NumberType } from './readNumbers';

export interface NpyArray {
  /** Empty for a single number. */
  readonly shape: readonly number[];
  /** Row-major, whatever the file's order was. */
  readonly data: NumberArray;
  readonly dtype: NumberType;
}

/**
 * An array in NumPy's NPY format, versions 1 to 3: floats of 2, 4 and 8 bytes, integers of 1 to 8,
 * booleans; either byte order, C or Fortran order, any rank.
 * Throws FormatError, naming `path`, for anything else and for files that end too early.
 * Source: numpy.lib.format.
 */
export function readNpy(bytes: Uint8Array, path: string): NpyArray {
  const { header, dataAt } = readHeader(bytes, path);
  const { type, order } = parseDescr(header, path);
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const dimensions = /'shape'\s*:\s*\(([\dL,\s]*)\)/.exec(header)?.[1];
  if (fortran === undefined || dimensions === undefined) {
    throw new FormatError(`${path} has an NPY header that cannot be read: ${header.trim()}`);
  }
  const shape = (dimensions.match(/\d+/g) ?? []).map(Number);
  const count = shape.reduce((product, size) => product * size, 1);
  const promised = count * Number(type[1]);
  const found = bytes.length - dataAt;
  if (found < promised) {
    throw new FormatError(
      `${path} is truncated: its header promises shape (${shape.join(', ')}) of ${type} in ` +
        `${promised} bytes, ${found} follow`,
    );
  }
  const data = readNumbers(bytes.subarray(dataAt), type, count, order);
  return {
    shape,
    data: fortran === 'True' && shape.length > 1 ? toRowMajor(data, shape) : data,
    dtype: type,
  };
}

function readHeader(bytes: Uint8Array, path: string): { header: string; dataAt: number } {
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
  if (magic.some((byte, index) => bytes[index] !== byte)) {
    throw new FormatError(
      `${path} is not an NPY file: it does not start with \\x93NUMPY (numpy.save writes NPY)`,
    );
  }
  const version = bytes[6] ?? 0;
  const lengthAt = 8;
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) throw new FormatError(`${path} is truncated inside its NPY header`);
  if (version < 1 || version > 3) {
    throw new FormatError(`${path} has NPY version ${version}; versions 1, 2 and 3 can be read`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = version === 1 ? view.getUint16(lengthAt, true) : view.getUint32(lengthAt, true);
  const dataAt = start + length;
  if (bytes.length < dataAt) throw new FormatError(`${path} is truncated inside its NPY header`);
  const header = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(
    bytes.subarray(start, dataAt),
  );
  return { header, dataAt };
}

function parseDescr(header: string, path: string): { type: NumberType; order: 'little' | 'big' } {
  const descr = /'descr'\s*:\s*(\[|'[^']*')/.exec(header)?.[1];
  if (descr === undefined) {
    throw new FormatError(`${path} has an NPY header that cannot be read: ${header.trim()}`);
  }
  if (descr === '[') {
    throw refusal(path, 'a structured dtype (records with fields); save one array of numbers');
  }
  const dtype = descr.slice(1, -1);
  const [, order = '', kind = '', size = ''] = /^([<>|=]?)([a-zA-Z])(\d*)/.exec(dtype) ?? [];
  const type = TYPES.find((known) => known === kind + size);
  if (type !== undefined) return { type, order: order === '>' ? 'big' : 'little' };
  switch (kind) {
    case 'O':
      throw refusal(path, 'Python objects (a pickle); save one array of numbers');
    case 'c':
      throw refusal(
        path,
        `complex numbers ('${dtype}'); save real and imaginary parts as real numbers`,
      );
    case 'U':
    case 'S':
    case 'a':
      throw refusal(path, `text ('${dtype}'); save class numbers instead`);
    default:
      throw refusal(path, `dtype '${dtype}'; one of ${TYPES.join(', ')} can be read`);
  }
}

const TYPES: readonly NumberType[] = [
  'f2',
  'f4',
  'f8',
  'i1',
  'i2',
  'i4',
  'i8',
  'u1',
  'u2',
  'u4',
  'u8',
  'b1',
];

function refusal(path: string, holds: string): FormatError {
  return new FormatError(`${path} holds ${holds}`);
}

/** From the first index running fastest to the last index running fastest. */
function toRowMajor(data: NumberArray, shape: readonly number[]): NumberArray {
  const result = data.slice();
  const rank = shape.length;
  const strides: number[] = [];
  for (let axis = 0, stride = 1; axis < rank; axis++) {
    strides.push(stride);
    stride *= shape[axis] ?? 1;
  }
  const index = new Array<number>(rank).fill(0);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = data[from] ?? NaN;
    for (let axis = rank - 1; axis >= 0; axis--) {
      const size = shape[axis] ?? 1;
      const stride = strides[axis] ?? 1;
      const next = (index[axis] ?? 0) + 1;
      if (next < size) {
        index[axis] = next;
        from += stride;
        break;
      }
      index[axis] = 0;
      from -= (size - 1) * stride;
    }
  }
  return result;
}
