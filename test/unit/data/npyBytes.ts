/** A version 1 NPY file of little-endian doubles, as numpy.save writes it. */
export function npyBytes(shape: readonly number[], values: readonly number[]): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dictionary = `{'descr': '<f8', 'fortran_order': False, 'shape': ${tuple}, }`;
  const header = dictionary.padEnd(128 - 10 - 1) + '\n';
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 128 - 10, 0]);
  return Buffer.concat([
    start,
    Buffer.from(header, 'latin1'),
    Buffer.from(Float64Array.from(values).buffer),
  ]);
}
