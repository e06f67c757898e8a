import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readIdx } from '../../../src/core/data/idx';
import { loadDataset } from '../../../src/core/data/loadDataset';
import type { DatasetSource } from '../../../src/protocol/settings';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';
import { faultOf } from './faultOf';
import { idxBytes } from './idxBytes';
import { BUNDLED, settingsFor } from './settingsFor';

describe('IDX data', () => {
  after(removeTemporaryFolders);

  const PIXELS = [0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255];
  const images = idxBytes([2, 2, 3], PIXELS);
  const labels = idxBytes([2], [7, 3]);

  it('reads images and labels, gzipped or not', async () => {
    for (const pack of [(bytes: Buffer) => bytes, (bytes: Buffer) => gzipSync(bytes)]) {
      const data = await load(pack(images), pack(labels));
      assert.deepEqual(data.inputShape, [1, 2, 3]);
      assert.deepEqual(data.target, { kind: 'classes', classes: 2, names: ['3', '7'] });
      const first = data.train.labels?.indexOf(1) ?? NaN;
      assert.deepEqual(
        [...data.train.inputs.subarray(6 * first, 6 * first + 6)],
        PIXELS.slice(0, 6),
      );
    }
  });

  it('uses its own validation files', async () => {
    const folder = temporaryFolder();
    const own = {
      validation_images: write(folder, 'vx', idxBytes([1, 2, 3], [9, 8, 7, 6, 5, 4])),
      validation_labels: write(folder, 'vy', idxBytes([1], [3])),
    };
    const data = await load(images, labels, own, 0.2);
    const without = await load(images, labels, own, 0);
    assert.equal(without.validation, undefined, 'a share of 0 asks for none');
    assert.equal(without.train.count, 2);
    assert.equal(data.train.count, 2);
    assert.deepEqual([...(data.validation?.inputs ?? [])], [9, 8, 7, 6, 5, 4]);
    assert.deepEqual([...(data.validation?.labels ?? [])], [0]);
  });

  it('reads every type of number, big-endian', () => {
    const file = (code: number, ...data: number[]) =>
      readIdx(Buffer.from([0, 0, code, 1, 0, 0, 0, 1, ...data]), 'file').data;
    assert.deepEqual(file(0x08, 200), Uint8Array.of(200));
    assert.deepEqual(file(0x09, 0xfe), Int8Array.of(-2));
    assert.deepEqual(file(0x0b, 0x01, 0x02), Int16Array.of(258));
    assert.deepEqual(file(0x0c, 0xff, 0xff, 0xff, 0xfe), Int32Array.of(-2));
    assert.deepEqual(file(0x0d, 0x40, 0x48, 0, 0), Float32Array.of(3.125));
    assert.deepEqual(file(0x0e, 0x40, 0x09, 0, 0, 0, 0, 0, 0), Float64Array.of(3.125));
  });

  const packed = gzipSync(images);
  const faults: readonly [string, Uint8Array, Uint8Array, string, RegExp][] = [
    [
      'a file of 0 bytes',
      Buffer.alloc(0),
      labels,
      'dataset.images',
      /images is empty \(0 bytes\)$/,
    ],
    ['a gz of nothing', gzipSync(''), labels, 'dataset.images', /images unpacks to nothing/],
    [
      'a truncated gz',
      packed.subarray(0, packed.length - 9),
      labels,
      'dataset.images',
      /images is truncated: its gzip data ends too early/,
    ],
    [
      'a gz cut inside its header',
      packed.subarray(0, 5),
      labels,
      'dataset.images',
      /images is truncated: its gzip data ends too early/,
    ],
    ['a damaged gz', damaged(packed), labels, 'dataset.images', /images is damaged gzip data/],
    [
      'truncated data',
      images.subarray(0, 27),
      labels,
      'dataset.images',
      /images is truncated: its header promises 2 x 2 x 3 values in 12 bytes, 11 follow/,
    ],
    [
      'data beyond the promised',
      Buffer.concat([labels, labels]),
      labels,
      'dataset.images',
      /images is too long: .* 2 values in 2 bytes, 12 follow/,
    ],
    [
      'a header cut short',
      images.subarray(0, 9),
      labels,
      'dataset.images',
      /images is truncated: 9 bytes, its header of 3 dimensions has 16/,
    ],
    [
      'three bytes',
      images.subarray(0, 3),
      labels,
      'dataset.images',
      /images is truncated: 3 bytes/,
    ],
    [
      'another format',
      Buffer.from('\x89PNG....'),
      labels,
      'dataset.images',
      /images is not an IDX file: it starts with 0x[0-9a-f]{8}; images .* 0x00000803/,
    ],
    [
      'an unknown type of number',
      Buffer.from([0, 0, 7, 1, 0, 0, 0, 0]),
      labels,
      'dataset.images',
      /is not an IDX file: it starts with 0x00000701/,
    ],
    [
      'more images than labels',
      idxBytes([3, 1, 1], [1, 2, 3]),
      labels,
      'dataset.labels',
      /images holds 3 samples and .*labels 2 targets/,
    ],
    ['labels for images', labels, labels, 'dataset.images', /images has one dimension/],
    ['images for labels', images, images, 'dataset.labels', /labels has 3 dimensions/],
    [
      'no images',
      idxBytes([0, 2, 2], []),
      idxBytes([0], []),
      'dataset.images',
      /images holds no samples/,
    ],
    ['one class only', images, idxBytes([2], [4, 4]), 'dataset.labels', /of one class, '4'/],
    ['a fault in the labels', images, Buffer.alloc(0), 'dataset.labels', /labels is empty/],
  ];
  for (const [name, x, y, path, says] of faults) {
    it(`refuses ${name}`, async () => {
      const fault = await faultOf(() => load(x, y));
      assert.equal(fault.path, path);
      assert.match(fault.message, says);
    });
  }

  it('refuses a .gz that is not gzip, and names a missing file', async () => {
    const folder = temporaryFolder();
    const plain = write(folder, 'images.gz', images);
    const source = { kind: 'idx', images: plain, labels: join(folder, 'none') } as const;
    const one = await faultOf(() => loadDataset(settingsFor(source), BUNDLED));
    const says = {
      'dataset.images': /images\.gz is not gzip data: it starts with 0000/,
      'dataset.labels': /none does not exist$/,
    }[one.path];
    assert.match(one.message, says ?? /a fault at a known key/);
  });

  function load(x: Uint8Array, y: Uint8Array, more: Partial<DatasetSource> = {}, validation = 0) {
    const folder = temporaryFolder();
    const source = {
      kind: 'idx',
      images: write(folder, 'images', x),
      labels: write(folder, 'labels', y),
      ...more,
    } as DatasetSource;
    return loadDataset(settingsFor(source, { validation }), BUNDLED);
  }
});

function write(folder: string, name: string, bytes: Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

function damaged(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = copy.length - 6;
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
