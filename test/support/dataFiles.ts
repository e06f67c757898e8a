import { gzipSync } from 'node:zlib';

/** Two inputs of which the first decides between the classes `no` and `yes, it is`. */
export function quotedCsv(rows: number): string {
  const lines = numbers(rows, 2).map(
    ([a = 0, b = 0]) => `"${a}",${b},"${a > 0.5 ? 'yes, it is' : 'no'}"`,
  );
  return ['"the first, quoted","b ""b""",answer', ...lines, ''].join('\r\n');
}

/** Images of 4x4 bytes as MNIST packs them. */
export function idxImages(count: number): Buffer {
  const pixels = numbers(count, 16).flatMap((row) => row.map((value) => Math.floor(value * 256)));
  return gzipSync(Buffer.concat([words(0x803, count, 4, 4), Buffer.from(pixels)]));
}

export function idxLabels(count: number, classes: number): Buffer {
  const labels = Array.from({ length: count }, (_, i) => i % classes);
  return gzipSync(Buffer.concat([words(0x801, count), Buffer.from(labels)]));
}

/** Float32 numbers in [-0.5, 0.5) as numpy.save writes them. */
export function npyFloats(shape: readonly number[], order: 'C' | 'Fortran' = 'C'): Buffer {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Float32Array.from(numbers(count, 1), ([value = 0]) => value - 0.5);
  return npy('<f4', shape, order, Buffer.from(values.buffer));
}

export function npyBooleans(count: number): Buffer {
  return npy('|b1', [count], 'C', Buffer.from(Array.from({ length: count }, (_, i) => i % 2)));
}

function npy(descr: string, shape: readonly number[], order: string, data: Buffer): Buffer {
  const sizes = shape.map((size) => `${size},`).join(' ');
  const fortran = order === 'Fortran' ? 'True' : 'False';
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${sizes}), }`;
  const padded = `${header.padEnd(117)}\n`;
  const length = Buffer.from([padded.length, 0]);
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    length,
    Buffer.from(padded),
    data,
  ]);
}

/** The same numbers in [0, 1) each time. */
function numbers(rows: number, width: number): number[][] {
  let state = 1;
  const next = () => (state = (state * 48271) % 0x7fffffff) / 0x7fffffff;
  return Array.from({ length: rows }, () => Array.from({ length: width }, next));
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}
