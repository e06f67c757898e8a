import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadDataset } from '../../../src/core/data/loadDataset';
import type { LossKind } from '../../../src/protocol/settings';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';
import { faultOf } from './faultOf';
import { BUNDLED, settingsFor } from './settingsFor';

describe('CSV data', () => {
  after(removeTemporaryFolders);

  it('reads quotes, doubled quotes, line breaks in quotes, blank lines, CRLF and a BOM', async () => {
    const text =
      '\uFEFF"width, mm",height,kind\r\n1.5,-2,"big ""red"""\r\n\r\n' +
      '"2", 1e-3 ,"two\r\nlines"\r\n.5,+4.,"big ""red"""';
    const data = await load(text, { target: 'kind' });
    assert.deepEqual(data.inputShape, [2]);
    assert.deepEqual(data.target, {
      kind: 'classes',
      classes: 2,
      names: ['big "red"', 'two\nlines'],
    });
    assert.deepEqual(
      rows(data.train.inputs, 2),
      [
        [0.5, 4],
        [1.5, -2],
        [2, 1e-3],
      ].map(rounded),
    );
  });

  it('sorts classes: words by letter, whole numbers by size', async () => {
    const words = await load('x,y\n1,b\n2,a\n3,B\n', { target: 'y' });
    assert.deepEqual(namesOf(words), ['B', 'a', 'b']);
    const numbers = await load('x,y\n1,10\n2,9\n3,-1\n', { target: 'y' });
    assert.deepEqual(namesOf(numbers), ['-1', '9', '10']);
    const order = [...numbers.train.inputs].map((x, row) => [x, numbers.train.labels?.[row]]);
    order.sort(([a = 0], [b = 0]) => a - b);
    assert.deepEqual(order, [
      [1, 2],
      [2, 1],
      [3, 0],
    ]);
  });

  it('takes the listed features in the listed order', async () => {
    const data = await load('a,b,y,c\n1,x,0,3\n4,x,1,6\n', { target: 'y', features: ['c', 'a'] });
    assert.deepEqual(rows(data.train.inputs, 2), [
      [3, 1],
      [6, 4],
    ]);
  });

  it('predicts numbers with mse, classes when the target is words', async () => {
    const numbers = await load('x,y\n1,0.5\n2,-1e2\n', { target: 'y', loss: 'mse' });
    assert.deepEqual(numbers.target, { kind: 'values', width: 1 });
    assert.deepEqual([...numbers.train.targets].sort(), [-100, 0.5]);
    const words = await load('x,y\n1,yes\n2,no\n', { target: 'y', loss: 'mse' });
    assert.equal(words.target.kind, 'classes');
    assert.equal(words.train.targets.length, 4);
  });

  it('reads gzipped text', async () => {
    const data = await load(gzipSync('x,y\n1,0\n2,1\n'), { target: 'y' });
    assert.equal(data.train.count, 2);
  });

  const cells: readonly [string, string, string, RegExp][] = [
    [
      'a missing value',
      'a,b,y\n1,2,0\n\n3,,1\n',
      'dataset.path',
      /table\.csv, data row 2 \(line 4\), column 'b': the value is missing/,
    ],
    [
      'a word',
      'a,b,y\n1,2,0\nx,4,1\n',
      'dataset.path',
      /table\.csv, data row 2 \(line 3\), column 'a': 'x' is not a finite number/,
    ],
    ['NaN', 'a,b,y\n1,NaN,0\n', 'dataset.path', /data row 1 \(line 2\), column 'b': 'NaN' is not/],
    ['inf', 'a,b,y\n1,-inf,0\n', 'dataset.path', /column 'b': '-inf' is not a finite number/],
    ['a number too large', 'a,b,y\n1,1e999,0\n', 'dataset.path', /column 'b': '1e999' is not/],
    ['a hexadecimal number', 'a,b,y\n0x10,1,0\n', 'dataset.path', /column 'a': '0x10' is not/],
    [
      'a cell after line breaks in quotes',
      'a,y\r\n1,"p\r\nq\r\nr"\r\n2,"s\r\nt"\r\nz,u\r\n',
      'dataset.path',
      /data row 3 \(line 7\), column 'a': 'z'/,
    ],
    [
      'a cell that starts where its row does',
      'y,a\n"p\nq",1\n"r\ns",z\n',
      'dataset.path',
      /data row 2 \(line 4\), column 'a': 'z'/,
    ],
    [
      'a target that is missing',
      'a,b,y\n1,2,0\n1,3,\n',
      'dataset.path',
      /data row 2 \(line 3\), column 'y': the value is missing/,
    ],
    [
      'a target that is NaN',
      'a,b,y\n1,2,nan\n1,3,p\n',
      'dataset.path',
      /data row 1 \(line 2\), column 'y': 'nan'/,
    ],
    [
      'a short row',
      'a,b,y\n1,2,0\n1,2\n',
      'dataset.path',
      /data row 2 \(line 3\): 2 fields where the header has 3/,
    ],
    ['a long row', 'a,b,y\n1,2,0,9\n', 'dataset.path', /4 fields where the header has 3/],
    [
      'an open quote',
      'a,b,y\n1,2,"0\n',
      'dataset.path',
      /table\.csv: a field opens with a quote that is never closed/,
    ],
    ['a header alone', 'a,b,y\n', 'dataset.path', /a header and no data rows/],
    ['blank lines alone', '\n\n', 'dataset.path', /holds no header line/],
    ['an empty file', '', 'dataset.path', /table\.csv is empty \(0 bytes\)/],
    ['a header with one name twice', 'a,a,y\n1,2,3\n', 'dataset.path', /two columns 'a'/],
    ['a header with a gap', 'a,,y\n1,2,3\n', 'dataset.path', /column 2 has no name/],
    ['one class only', 'a,y\n1,p\n2,p\n', 'dataset.target', /all 2 samples are of one class, 'p'/],
    [
      'classes that are not whole',
      'a,y\n1,0.5\n2,1\n',
      'dataset.target',
      /column 'y' is 0\.5 in sample 1.*loss: mse/,
    ],
    ['a target alone', 'y\n1\n2\n', 'dataset.features', /left without a feature/],
    [
      'a table with semicolons',
      'a;y\n1;2\n',
      'dataset.target',
      /separates its columns with semicolons/,
    ],
  ];
  for (const [name, text, path, says] of cells) {
    it(`refuses ${name}`, async () => {
      const fault = await faultOf(() => load(text, { target: 'y' }));
      assert.equal(fault.path, path);
      assert.match(fault.message, says);
    });
  }

  for (const [title, text, expected] of [
    [
      'a target',
      'x,Stadt\n1,Ulm\n\n2,M\xfcnchen\n',
      /data row 2 \(line 4\), column 'Stadt': .*not UTF-8 text.*'M\xfcnchen' in Latin-1\. Save the file as UTF-8$/,
    ],
    [
      'a field in quotes',
      'x,"a, b",y\r\n1,"x\r\n\xe9",a\r\n',
      /data row 1 \(line 2\), column 'a, b': this is not UTF-8 text\. Save/,
    ],
    [
      'a name in the header',
      'x,gr\xf6\xdfe\n1,2\n',
      /column 2 of the header: .*'gr\xf6\xdfe' in Latin-1/,
    ],
    ['a column without a readable name', 'x,\xe9\n1,a\n', /column 2 of the header/],
  ] as const)
    it(`names the place of ${title} in Latin-1, and what would be right`, async () => {
      const fault = await faultOf(() => load(Buffer.from(text, 'latin1'), { target: 'y' }));
      assert.equal(fault.path, 'dataset.path');
      assert.match(fault.message, expected);
    });

  it('reads UTF-8 letters, and says when a file is UTF-16', async () => {
    const data = await load('x,Größe\n1,à\n2,漢\n', { target: 'Größe' });
    assert.deepEqual(namesOf(data), ['à', '漢']);
    const utf16 = Buffer.from('\ufeffx,y\n1,a\n', 'utf16le');
    const fault = await faultOf(() => load(utf16, { target: 'y' }));
    assert.match(fault.message, /table\.csv is UTF-16 text; save it as UTF-8$/);
  });

  it('names the columns there are when one is not, and the nearest of them', async () => {
    const text = 'alcohol,ash,quality\n1,2,3\n';
    const target = await faultOf(() => load(text, { target: 'qualty' }));
    assert.equal(target.path, 'dataset.target');
    assert.match(target.message, /no target column 'qualty' \(did you mean 'quality'\?\)/);
    assert.match(target.message, /it has 'alcohol', 'ash', 'quality'$/);
    const far = await faultOf(() => load(text, { target: 'price' }));
    assert.doesNotMatch(far.message, /did you mean/);
    const feature = await faultOf(() =>
      load(text, { target: 'quality', features: ['ash', 'alcohl'] }),
    );
    assert.equal(feature.path, 'dataset.features.1');
    assert.match(feature.message, /no feature column 'alcohl' \(did you mean 'alcohol'\?\)/);
    const both = await faultOf(() => load(text, { target: 'ash', features: ['alcohol', 'ash'] }));
    assert.equal(both.path, 'dataset.features.1');
    assert.match(both.message, /'ash' is the target and a feature too/);
  });

  it('says how many classes there are when logistic needs two', async () => {
    const fault = await faultOf(() =>
      load('x,y\n1,a\n2,b\n3,c\n', { target: 'y', loss: 'logistic' }),
    );
    assert.equal(fault.path, 'loss');
    assert.match(fault.message, /exactly two classes and .*table\.csv has 3/);
  });

  it('names the file that is not there', async () => {
    const source = { kind: 'csv', path: join(temporaryFolder(), 'none.csv'), target: 'y' } as const;
    const fault = await faultOf(() => loadDataset(settingsFor(source), BUNDLED));
    assert.equal(fault.path, 'dataset.path');
    assert.match(fault.message, /none\.csv does not exist$/);
    const folder = await faultOf(() =>
      loadDataset(settingsFor({ ...source, path: temporaryFolder() }), BUNDLED),
    );
    assert.match(folder.message, /is a folder, not a file$/);
  });
});

interface Table {
  readonly target: string;
  readonly features?: readonly string[];
  readonly loss?: LossKind;
}

function load(content: string | Uint8Array, { loss = 'cross_entropy', ...columns }: Table) {
  const path = join(temporaryFolder(), 'table.csv');
  writeFileSync(path, content);
  return loadDataset(settingsFor({ kind: 'csv', path, ...columns }, { loss }), BUNDLED);
}

/** Rows in order of their first number: the shuffle has its own test. */
function rows(flat: Float32Array, width: number): number[][] {
  const found = Array.from({ length: flat.length / width }, (_, row) => [
    ...flat.subarray(row * width, (row + 1) * width),
  ]);
  return found.sort(([a = 0], [b = 0]) => a - b);
}

function rounded(row: readonly number[]): number[] {
  return row.map(Math.fround);
}

function namesOf({ target }: Awaited<ReturnType<typeof load>>): readonly string[] | undefined {
  return target.kind === 'classes' ? target.names : undefined;
}
