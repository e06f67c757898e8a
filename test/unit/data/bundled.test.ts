import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDataset } from '../../../src/core/data/loadDataset';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';
import { faultOf } from './faultOf';
import { BUNDLED, settingsFor } from './settingsFor';

describe('bundled data', () => {
  after(removeTemporaryFolders);

  const digits = { kind: 'bundled', name: 'digits' } as const;
  const fashion = { kind: 'bundled', name: 'fashion-mnist-mini' } as const;

  it('has the 1797 digits of the UCI test set, with the class counts it publishes', async () => {
    const { inputShape, target, train, validation } = await loadDataset(
      settingsFor(digits),
      BUNDLED,
    );
    assert.deepEqual(inputShape, [1, 8, 8]);
    assert.equal(train.count, 1797);
    assert.equal(validation, undefined);
    assert.equal(target.kind === 'classes' && target.classes, 10);
    assert.deepEqual(countsOf(train.labels), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    assert.ok(train.inputs.every((value) => Number.isInteger(value) && value >= 0 && value <= 16));
    // The sum of all pixels of scikit-learn's copy, by NumPy.
    assert.equal(sum(train.inputs), 561718);
  });

  it('holds a share of digits out', async () => {
    const data = await loadDataset(settingsFor(digits, { validation: 0.2 }), BUNDLED);
    assert.equal(data.validation?.count, 359);
    assert.equal(data.train.count, 1438);
    const all = countsOf(data.train.labels).map(
      (count, label) => count + (countsOf(data.validation?.labels)[label] ?? NaN),
    );
    assert.deepEqual(all, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  });

  it('has 4000 images of clothes to train on and 1000 to validate, whatever the share', async () => {
    const data = await loadDataset(settingsFor(fashion, { validation: 0.2 }), BUNDLED);
    assert.deepEqual(data.inputShape, [1, 28, 28]);
    assert.equal(data.train.count, 4000);
    assert.equal(data.validation?.count, 1000);
    // By NumPy's bincount over the two label files.
    assert.deepEqual(
      countsOf(data.train.labels),
      [373, 440, 404, 409, 395, 391, 400, 413, 380, 395],
    );
    assert.deepEqual(
      countsOf(data.validation?.labels),
      [107, 105, 111, 93, 115, 87, 97, 95, 95, 95],
    );
    assert.match(data.notes.join('\n'), /share validation: 0\.2 is not used/);
  });

  it('says that the bundled data is not whole', async () => {
    const bundledFolder = temporaryFolder();
    const missing = await faultOf(() => loadDataset(settingsFor(digits), { bundledFolder }));
    assert.equal(missing.path, 'dataset.name');
    assert.match(missing.message, /bundled data digits is not whole: .* does not exist/);
    const images = join(BUNDLED.bundledFolder, 'digits-images-idx3-ubyte.gz');
    copyFileSync(images.replace('images-idx3', 'labels-idx1'), labelsIn(bundledFolder));
    const half = readFileSync(images).subarray(0, 20000);
    writeFileSync(join(bundledFolder, 'digits-images-idx3-ubyte.gz'), half);
    const truncated = await faultOf(() => loadDataset(settingsFor(digits), { bundledFolder }));
    assert.match(truncated.message, /bundled data digits is not whole: .* is truncated/);
  });
});

function labelsIn(folder: string): string {
  return join(folder, 'digits-labels-idx1-ubyte.gz');
}

function countsOf(labels: Int32Array | undefined): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels ?? []) counts[label] = (counts[label] ?? NaN) + 1;
  return counts;
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
