import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findNpm } from '../../../src/launch/install/findNpm';
import { InstallError } from '../../../src/launch/install/installError';
import { PartialFolder } from '../../../src/launch/install/partialFolder';
import { refusePlatform } from '../../../src/launch/install/refusePlatform';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

describe('installing an engine', () => {
  after(removeTemporaryFolders);

  it('is refused where there is no build, with what to use instead', () => {
    const refuse =
      (name: 'tensorflow' | 'tensorflow-gpu', platform: NodeJS.Platform, arch: string) => () =>
        refusePlatform(name, { platform, arch });
    assert.throws(
      refuse('tensorflow', 'win32', 'x64'),
      /no native build for Windows.*onnx-directml/,
    );
    assert.throws(refuse('tensorflow-gpu', 'win32', 'x64'), /no native build for Windows.*WSL/);
    assert.throws(refuse('tensorflow-gpu', 'darwin', 'arm64'), /linux-x64 only, .*onnx-coreml/);
    assert.throws(refuse('tensorflow-gpu', 'linux', 'arm64'), /linux-x64 only, .*onnx-webgpu/);
    refusePlatform('tensorflow-gpu', { platform: 'linux', arch: 'x64' });
    for (const platform of ['linux', 'darwin'] as const)
      refusePlatform('tensorflow', { platform, arch: 'arm64' });
  });

  it('finds npm on the PATH, the first there is', () => {
    const [empty, first, second] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    for (const folder of [first, second]) {
      writeFileSync(join(folder, 'npm'), '');
      chmodSync(join(folder, 'npm'), 0o755);
    }
    const PATH = [empty, '', first, second].join(delimiter);
    assert.deepEqual(findNpm({ PATH }, 'linux'), { command: join(first, 'npm'), args: [] });
    assert.equal(findNpm({ PATH: empty }, 'linux'), undefined);
    assert.equal(findNpm({}, 'linux'), undefined);
  });

  it('finds the script of npm on Windows, and the Node beside it', () => {
    const folder = temporaryFolder();
    const bin = join(folder, 'node_modules', 'npm', 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(folder, 'npm.cmd'), '');
    assert.equal(findNpm({ Path: folder }, 'win32'), undefined);
    writeFileSync(join(bin, 'npm-cli.js'), '');
    const args = [join(bin, 'npm-cli.js')];
    assert.deepEqual(findNpm({ Path: folder }, 'win32'), { command: 'node', args });
    writeFileSync(join(folder, 'node.exe'), '');
    const command = join(folder, 'node.exe');
    assert.deepEqual(findNpm({ Path: folder }, 'win32'), { command, args });
  });

  it('is left to another process that is at it', () => {
    const engines = temporaryFolder();
    mkdirSync(join(engines, `tensorflow.partial-${process.ppid}`));
    assert.throws(
      () => new PartialFolder(engines, 'tensorflow'),
      (error: unknown) => {
        assert.ok(error instanceof InstallError);
        assert.match(error.message, new RegExp(`Another process \\(${process.ppid}\\)`));
        return true;
      },
    );
    new PartialFolder(engines, 'tensorflow-gpu').discard();
  });

  it('says where it cannot write', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    assert.throws(
      () => new PartialFolder(join(file, 'engines'), 'tensorflow'),
      /cannot be written: .*FITSCOPE_ENGINES may name another folder/,
    );
  });
});
