import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FormatError } from '../../../src/core/data/formatError';
import { readNpy } from '../../../src/core/data/npy';

const FOLDER = resolve(__dirname, '../../golden/npy');

interface Expected {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly data: readonly string[];
}

const REFUSALS: Readonly<Record<string, RegExp>> = {
  object: /Python objects/,
  structured: /structured dtype/,
  complex: /complex numbers \('<c16'\)/,
  text: /text \('<U3'\)/,
  bytes: /text \('\|S3'\)/,
  date: /dtype '<M8\[D\]'/,
  longdouble: /dtype '<f16'/,
};

describe('readNpy', () => {
  const expected = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Readonly<
    Record<string, Expected>
  >;

  it('has a fixture for each dtype in each order', () => {
    const names = Object.keys(expected);
    assert.ok(names.filter((name) => name.endsWith('-fortran')).length >= 21);
    assert.equal(new Set(Object.values(expected).map((one) => one.dtype)).size, 12);
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.npy'));
    const refused = files.filter((file) => file.startsWith('refused-'));
    assert.equal(files.length, names.length + refused.length);
    assert.equal(refused.length, Object.keys(REFUSALS).length);
  });

  for (const [name, { shape, dtype, data }] of Object.entries(expected)) {
    it(`reads ${name} as NumPy does`, () => {
      const read = readNpy(bytesOf(name), name);
      assert.deepEqual(read.shape, shape);
      assert.equal(read.dtype, dtype);
      assert.equal(read.data.length, data.length);
      data.forEach((value, index) => assert.ok(Object.is(read.data[index], Number(value))));
    });
  }

  for (const [name, says] of Object.entries(REFUSALS)) {
    it(`refuses ${name} in words`, () => refuses(bytesOf(`refused-${name}`), says));
  }

  it('reads from the middle of a larger buffer', () => {
    const bytes = bytesOf('f8-big-fortran');
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    assert.deepEqual(readNpy(moved.subarray(3), 'moved').data, readNpy(bytes, 'unmoved').data);
  });

  it('refuses a file cut off at any byte', () => {
    for (const name of ['i2-little-c', 'version2']) {
      const bytes = bytesOf(name);
      for (let length = 1; length < bytes.length; length++) {
        refuses(bytes.subarray(0, length), length < 6 ? /is not an NPY file/ : /is truncated/);
      }
    }
    refuses(
      bytesOf('f4-little-c').subarray(0, 140),
      /promises shape \(2, 3\) of f4 in 24 bytes, 12 follow/,
    );
  });

  it('refuses what is no NPY file, or of a version to come', () => {
    refuses(Buffer.from('PK\x03\x04 an npz archive'), /is not an NPY file/);
    const later = Uint8Array.from(bytesOf('rank1'));
    later[6] = 4;
    refuses(later, /NPY version 4; versions 1, 2 and 3/);
  });
});

function bytesOf(name: string): Uint8Array {
  return readFileSync(join(FOLDER, `${name}.npy`));
}

function refuses(bytes: Uint8Array, says: RegExp): void {
  assert.throws(
    () => readNpy(bytes, 'folder/some.npy'),
    (error) => {
      assert.ok(error instanceof FormatError);
      assert.match(error.message, says);
      assert.match(error.message, /^folder\/some\.npy /);
      return true;
    },
  );
}
