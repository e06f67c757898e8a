import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { copyExampleFiles } from '../../../src/extension/gettingStarted/copyExampleFiles';
import { checkConfig } from '../../../src/extension/runs/checkConfig';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

const examples = join(__dirname, '..', '..', '..', 'examples');

describe('copyExampleFiles', () => {
  after(removeTemporaryFolders);

  it('puts an ailing and a healthy config into a folder that it makes', () => {
    const target = join(temporaryFolder(), 'new', 'folder');
    const { toOpen, copied } = copyExampleFiles(examples, target);
    assert.deepEqual(copied, ['weight-decay-too-high.fit.yaml', 'digits.fit.yaml']);
    assert.equal(basename(toOpen), copied[0]);
    for (const name of copied) {
      const text = readFileSync(join(target, name), 'utf8');
      assert.equal(checkConfig(text, join(target, name)).settings.dataset.kind, 'bundled');
    }
  });

  it('leaves a file alone that is there', () => {
    const target = temporaryFolder();
    writeFileSync(join(target, 'digits.fit.yaml'), 'mine');
    assert.deepEqual(copyExampleFiles(examples, target).copied, ['weight-decay-too-high.fit.yaml']);
    assert.equal(readFileSync(join(target, 'digits.fit.yaml'), 'utf8'), 'mine');
  });

  it('says so where the folder cannot be written, and where there are no examples', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    assert.throws(() => copyExampleFiles(examples, join(file, 'below')), /ENOTDIR/);
    assert.throws(() => copyExampleFiles(temporaryFolder(), temporaryFolder()), /no examples/);
  });
});
