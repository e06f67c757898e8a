import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FolderWatches } from '../../../src/extension/runs/folderWatches';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';
import { waitFor } from '../../support/waitFor';

describe('FolderWatches', () => {
  let home: string;
  let out: string;
  let told: number;
  let watches: FolderWatches;

  beforeEach(() => {
    home = temporaryFolder();
    out = join(home, '.fitscope');
    told = 0;
    watches = new FolderWatches(() => {
      told++;
      // As the library does: look again, and watch what is there now.
      watches.set([out]);
    });
    watches.set([out]);
  });

  afterEach(() => {
    watches.close();
    removeTemporaryFolders();
  });

  async function isTold(): Promise<void> {
    const before = told;
    await waitFor('a change to be told', () => told > before);
    await pause(50);
  }

  it('tells of the first run of a folder and of those after it', async () => {
    mkdirSync(join(out, 'runs', 'first'), { recursive: true });
    await isTold();
    mkdirSync(join(out, 'runs', 'second'));
    await isTold();
  });

  it('tells that a run was deleted, and of one after all of them were', async () => {
    mkdirSync(join(out, 'runs', 'first'), { recursive: true });
    await isTold();
    rmSync(join(out, 'runs', 'first'), { recursive: true });
    await isTold();
    rmSync(out, { recursive: true });
    await isTold();
    mkdirSync(join(out, 'runs', 'second'), { recursive: true });
    await isTold();
    mkdirSync(join(out, 'runs', 'third'));
    await isTold();
  });

  it('is not moved by other files, by folders it left, or after its end', async () => {
    writeFileSync(join(home, 'notes.txt'), 'a');
    await pause(100);
    assert.equal(told, 0);
    mkdirSync(join(out, 'runs'), { recursive: true });
    await isTold();
    watches.set([]);
    const before = told;
    mkdirSync(join(out, 'runs', 'first'));
    await pause(100);
    assert.equal(told, before);
    watches.set([out]);
    watches.close();
    mkdirSync(join(out, 'runs', 'second'));
    await pause(100);
    assert.equal(told, before);
  });

  it('leaves out what cannot be watched', () => {
    watches.set(['/nowhere/.fitscope', out]);
  });
});
