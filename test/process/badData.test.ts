import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeConfig } from '../support/configFile';
import { buildProduct, fitscope } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';

/** A data set that cannot be trained on: what is in its files, what the one message must name. */
interface BadData {
  readonly title: string;
  readonly dataset: string;
  readonly files: Readonly<Record<string, string | Buffer>>;
  readonly names: readonly RegExp[];
}

const csv = '{ kind: csv, path: data.csv, target: label }';
const idx = '{ kind: idx, images: images.gz, labels: labels.gz }';
const images = gzipSync(Buffer.concat([header(0x803, 40, 4, 4), pixels(40 * 16)]));
const labels = gzipSync(Buffer.concat([header(0x801, 40), pixels(40).map((byte) => byte % 4)]));

const badData: readonly BadData[] = [
  {
    title: 'NaN in a CSV',
    dataset: csv,
    files: { 'data.csv': table(40, (row) => (row === 17 ? 'NaN' : '0.5')) },
    names: [/data\.csv/, /row 18/, /'?y'?/, /NaN/],
  },
  {
    title: 'a missing value in a CSV',
    dataset: csv,
    files: { 'data.csv': table(40, (row) => (row === 3 ? '' : '0.5')) },
    names: [/data\.csv/, /row 4/, /'?y'?/, /missing/],
  },
  {
    title: 'a target column that is not there',
    dataset: '{ kind: csv, path: data.csv, target: lable }',
    files: { 'data.csv': table(40) },
    names: [/lable/, /label/],
  },
  {
    title: 'one class only',
    dataset: csv,
    files: { 'data.csv': table(40, undefined, () => 'a') },
    names: [/data\.csv/, /one class/],
  },
  {
    title: 'fewer samples than a batch',
    dataset: csv,
    files: { 'data.csv': table(12) },
    names: [/batch_size/, /16/],
  },
  {
    title: 'a header without rows',
    dataset: csv,
    files: { 'data.csv': 'x,y,label\n' },
    names: [/data\.csv/],
  },
  { title: 'a file that is not there', dataset: csv, files: {}, names: [/data\.csv/, /not exist/] },
  {
    title: 'a gz of 0 bytes',
    dataset: idx,
    files: { 'images.gz': Buffer.alloc(0), 'labels.gz': labels },
    names: [/images\.gz/, /empty|0 bytes/],
  },
  {
    title: 'a truncated gz',
    dataset: idx,
    files: { 'images.gz': images.subarray(0, images.length / 2), 'labels.gz': labels },
    names: [/images\.gz/, /truncated/],
  },
];

describe('data that cannot be trained on', function () {
  this.timeout(60_000);
  before(buildProduct);
  after(removeTemporaryFolders);

  for (const { title, dataset, files, names } of badData) {
    it(`${title}: one clear message, and the run is crashed`, async () => {
      const { code, stdout, stderr } = await diagnose(dataset, files);
      assert.equal(code, 2, 'the request was wrong');
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
      for (const name of names) assert.match(stderr, name);
      const { outcome, reason } = JSON.parse(stdout) as { outcome: string; reason: string };
      assert.equal(outcome, 'crashed');
      const [, place, says] = /^.*\.fit\.yaml:(\d+:\d+): (.*)\n$/.exec(stderr) ?? [];
      assert.ok(place, stderr);
      assert.equal(says, reason);
    });
  }

  it('and the same files without the fault train', async () => {
    const ofTable = await diagnose(csv, { 'data.csv': table(40) });
    assert.equal(ofTable.code, 0, ofTable.stderr);
    const ofImages = await diagnose(idx, { 'images.gz': images, 'labels.gz': labels });
    assert.equal(ofImages.code, 0, ofImages.stderr);
  });
});

function diagnose(dataset: string, files: BadData['files']) {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const config = writeConfig(
    folder,
    `dataset: ${dataset}
model: { kind: mlp, hidden: [8] }
loss: cross_entropy
optimizer: { kind: adamw, learning_rate: 1e-3 }
training: { epochs: 2, batch_size: 16 }
`,
  );
  return fitscope(['diagnose', config, '--json']);
}

function table(
  rows: number,
  y: (row: number) => string = () => '0.5',
  label: (row: number) => string = (row) => (row % 3 === 0 ? 'a' : 'b'),
): string {
  const lines = Array.from({ length: rows }, (_, row) => `${row / rows},${y(row)},${label(row)}`);
  return ['x,y,label', ...lines, ''].join('\n');
}

function header(...words: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * words.length);
  words.forEach((word, index) => bytes.writeUInt32BE(word, 4 * index));
  return bytes;
}

/** Bytes that do not compress to nothing, the same ones each time. */
function pixels(count: number): Buffer {
  let state = 1;
  return Buffer.from(
    Array.from({ length: count }, () => {
      state = (state * 48271) % 0x7fffffff;
      return state & 0xff;
    }),
  );
}
