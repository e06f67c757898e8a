import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ouiOfFiles } from '../../../src/core/oui';

const folder = join('test', 'golden', 'oui');

interface Expected {
  readonly files: readonly string[];
  readonly oui: number;
  readonly layers: readonly number[];
}

describe("OUI against the paper's own code", () => {
  let expected: Readonly<Record<string, Expected>>;

  before(async () => {
    const text = await readFile(join(folder, 'expected.json'), 'utf8');
    expected = JSON.parse(text) as Record<string, Expected>;
  });

  it('equals every vector to 1e-6, each layer and the mean', async () => {
    const vectors = Object.entries(expected);
    assert.ok(vectors.length >= 10, `only ${vectors.length} vectors`);
    for (const [name, vector] of vectors) {
      const files = vector.files.map((file) => join(folder, file));
      const result = await ouiOfFiles(files);
      assert.ok(Math.abs(result.oui - vector.oui) <= 1e-6, `${name}: ${result.oui}`);
      assert.deepEqual(
        result.layers.map((layer) => layer.file),
        files,
      );
      assert.equal(result.leftOut, undefined);
      vector.layers.forEach((value, layer) => {
        const found = result.layers[layer]!.oui;
        assert.ok(Math.abs(found - value) <= 1e-6, `${name} layer ${layer}: ${found}, ${value}`);
      });
    }
  });

  it('flattens feature maps to units', async () => {
    const result = await ouiOfFiles([join(folder, 'conv_and_dense.0.npy')]);
    assert.equal(result.layers[0]!.units, 4 * 7 * 7);
  });
});

describe('ouiOfFiles', () => {
  let temporary: string;

  before(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'fitscope-oui-'));
  });

  after(() => rm(temporary, { recursive: true }));

  /** Writes an NPY file of version 1. */
  async function save(
    name: string,
    descr: string,
    shape: readonly number[],
    data: Float32Array | Float64Array | Uint8Array | Int8Array,
    fortran = false,
  ): Promise<string> {
    const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
    const order = fortran ? 'True' : 'False';
    const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${sizes}), }`;
    const header = text.padEnd(117) + '\n';
    const start = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const file = join(temporary, name);
    await writeFile(file, Buffer.concat([start, Buffer.from(header, 'latin1'), bytes]));
    return file;
  }

  // Two samples of four units that differ in one of them: 1 of floor(4 / 2).
  const rows = [1, -1, 0, 2, 1, 1, 0, 2];

  it('reads floats, doubles, integers and booleans, in C and in Fortran order', async () => {
    const columns = [1, 1, -1, 1, 0, 0, 2, 2];
    const files = [
      await save('f4.npy', '<f4', [2, 4], Float32Array.from(rows)),
      await save('f8.npy', '<f8', [2, 4], Float64Array.from(rows)),
      await save('i1.npy', '|i1', [2, 4], Int8Array.from(rows)),
      await save(
        'b1.npy',
        '|b1',
        [2, 4],
        Uint8Array.from(rows, (value) => (value > 0 ? 1 : 0)),
      ),
      await save('fortran.npy', '<f4', [2, 4], Float32Array.from(columns), true),
      await save('maps.npy', '<f4', [2, 2, 1, 2], Float32Array.from(rows)),
    ];
    const result = await ouiOfFiles(files);
    assert.deepEqual(
      result.layers.map((layer) => layer.oui),
      [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
    );
    assert.deepEqual(
      result.layers.map((layer) => layer.units),
      [4, 4, 4, 4, 4, 4],
    );
    assert.equal(result.oui, 0.5);
  });

  it('leaves a layer of one unit out of the mean and says so', async () => {
    const wide = await save('wide.npy', '<f4', [2, 4], Float32Array.from(rows));
    const single = await save('single.npy', '<f4', [2, 1], Float32Array.of(1, -1));
    const flat = await save('flat.npy', '<f4', [2], Float32Array.of(1, -1));
    const result = await ouiOfFiles([single, wide, flat]);
    assert.equal(result.oui, 0.5);
    assert.deepEqual(
      result.layers.map((layer) => layer.file),
      [wide],
    );
    assert.deepEqual(
      result.leftOut?.map(({ file }) => file),
      [single, flat],
    );
    assert.match(result.leftOut?.[0]?.reason ?? '', /1 unit/);
    await assert.rejects(ouiOfFiles([single]), /not defined for any.*single\.npy: 1 unit/);
  });

  it('refuses files of different samples and names both', async () => {
    const two = await save('two.npy', '<f4', [2, 4], Float32Array.from(rows));
    const four = await save('four.npy', '<f4', [4, 2], Float32Array.from(rows));
    await assert.rejects(
      ouiOfFiles([two, four]),
      /four\.npy holds 4 samples and .*two\.npy 2: every file/,
    );
  });

  it('refuses a single sample, a number, NaN, no files, and a file that is not there', async () => {
    const one = await save('one.npy', '<f4', [1, 8], Float32Array.from(rows));
    await assert.rejects(ouiOfFiles([one]), /one\.npy: 1 sample: /);
    const number = await save('number.npy', '<f4', [], Float32Array.of(1));
    await assert.rejects(ouiOfFiles([number]), /number\.npy holds a single number/);
    const broken = await save('nan.npy', '<f4', [2, 4], Float32Array.of(...rows.slice(1), NaN));
    await assert.rejects(ouiOfFiles([broken]), /nan\.npy: .*unit 3 on sample 1 is NaN/);
    await assert.rejects(ouiOfFiles([]), /No file given/);
    const missing = join(temporary, 'missing.npy');
    await assert.rejects(ouiOfFiles([missing]), /missing\.npy does not exist/);
    await assert.rejects(ouiOfFiles([join(folder, 'expected.json')]), /not an NPY file/);
  });
});
