import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Dataset } from '../../../src/core/data/dataset';
import { loadDataset } from '../../../src/core/data/loadDataset';
import type { Settings } from '../../../src/protocol/settings';
import { digitsSettings } from '../../support/digitsSettings';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

describe('the cache of prepared data', () => {
  after(removeTemporaryFolders);

  it('gives what reading and preparing gives, also where it was not kept', async () => {
    const { settings, load } = table();
    const fresh = await loadDataset(settings, { bundledFolder: '' });
    assert.deepEqual(await load(), fresh);
    assert.deepEqual(await load(), fresh);
  });

  it('reads what it keeps in place of the source', async () => {
    const { load, folder } = table();
    const dataset = await load();
    mark(folder, dataset);
    assert.deepEqual((await load()).notes, ['marked']);
  });

  it('keeps a set for each setting that preparing reads, and one for all others', async () => {
    const { load, folder, settings } = table();
    await load();
    const { optimizer, training, dataset, monitor } = settings;
    await load({ ...settings, optimizer: { ...optimizer, learning_rate: 0.5 } });
    await load({ ...settings, training: { ...training, epochs: 99 } });
    assert.equal(kept(folder).length, 1);
    await load({ ...settings, training: { ...training, seed: 5 } });
    await load({ ...settings, dataset: { ...dataset, validation: 0.4 } });
    await load({ ...settings, monitor: { ...monitor, probe_samples: 5 } });
    assert.equal(kept(folder).length, 4);
  });

  it('reads a source again whose content changed, also within its size and a second', async () => {
    const { load, path, folder } = table();
    const first = await load();
    mark(folder, first);
    writeFileSync(path, rows(7));
    const changed = await load();
    assert.notDeepEqual(changed.notes, ['marked']);
    assert.notDeepEqual(changed.train.inputs, first.train.inputs);
    writeFileSync(path, rows(3));
    assert.deepEqual((await load()).notes, ['marked']);
  });

  it('hashes an old file once, by its size, time and place', async () => {
    const { load, path, folder } = table();
    const old = new Date(Date.now() - 60_000);
    utimesSync(path, old, old);
    await load();
    const [note = '', ...others] = readdirSync(folder).filter((name) => name.endsWith('.hash'));
    assert.deepEqual(others, []);
    // What is noted is believed: with another hash there it is another data set.
    writeFileSync(join(folder, note), 'another hash');
    await load();
    assert.equal(kept(folder).length, 2);
    writeFileSync(path, rows(7));
    await load();
    assert.equal(kept(folder).length, 3);
  });

  it('reads the source where what it kept is damaged', async () => {
    const { load, folder } = table();
    const dataset = await load();
    const [name = ''] = kept(folder);
    writeFileSync(join(folder, name), readFileSync(join(folder, name)).subarray(0, 50));
    assert.deepEqual(await load(), dataset);
    assert.deepEqual(deserialize(readFileSync(join(folder, name))), dataset);
  });

  it('does without where nothing can be kept', async () => {
    const { settings } = table();
    const folder = join(temporaryFolder(), 'file');
    writeFileSync(folder, 'no folder');
    const dataset = await loadDataset(settings, { bundledFolder: '', cacheFolder: folder });
    assert.equal(dataset.train.count + (dataset.validation?.count ?? 0), 40);
  });

  it('says what is wrong with a source as reading it does', async () => {
    const { settings, folder } = table();
    const dataset = { ...settings.dataset, path: join(folder, 'nowhere.csv') };
    const missing = { ...settings, dataset } as Settings;
    await assert.rejects(
      loadDataset(missing, { bundledFolder: '', cacheFolder: folder }),
      /nowhere\.csv/,
    );
    assert.deepEqual(kept(folder), []);
  });
});

/** A table of 40 rows, and what loads it through a cache of its own. */
function table(salt = 3) {
  const home = temporaryFolder();
  const folder = join(home, 'cache');
  mkdirSync(folder);
  const path = join(home, 'table.csv');
  writeFileSync(path, rows(salt));
  const { validation, label_noise, standardize } = digitsSettings.dataset;
  const settings: Settings = {
    ...digitsSettings,
    dataset: { kind: 'csv', path, target: 'y', validation, label_noise, standardize },
  };
  const load = (changed = settings) =>
    loadDataset(changed, { bundledFolder: '', cacheFolder: folder });
  return { path, folder, settings, load };
}

/** Tables of different salt have the same size. */
function rows(salt: number): string {
  const lines = Array.from({ length: 40 }, (_, i) => `${(i * salt) % 10},${(i * i) % 7},${i % 2}`);
  return `a,b,y\n${lines.join('\n')}\n`;
}

function kept(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.data'));
}

/** Puts another data set in the place of the only one that is kept. */
function mark(folder: string, dataset: Dataset): void {
  const [name = '', ...others] = kept(folder);
  assert.deepEqual(others, []);
  writeFileSync(join(folder, name), serialize({ ...dataset, notes: ['marked'] }));
}
