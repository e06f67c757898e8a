import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import util from 'node:util';
import { openEngine } from '../../../src/core/engines/ladder';
import { workingLibrary } from '../../support/registry/tensorFlowPackage';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

const gpu = '@tensorflow/tfjs-node-gpu';
const cpu = '@tensorflow/tfjs-node';

describe('a native TensorFlow', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
    process.env['FITSCOPE_ENGINES'] = join(folder, 'engines');
  });
  after(removeTemporaryFolders);
  afterEach(() => {
    delete process.env['FITSCOPE_ENGINES'];
  });
  const open = (name: 'tensorflow' | 'tensorflow-gpu') =>
    openEngine(name, { folders: [join(folder, 'workspace', 'configs')] });

  it('is found from the folder of the config upwards, and computes', async () => {
    install(join(folder, 'workspace'), cpu, workingLibrary({ gpu: false }));
    const engine = await open('tensorflow');
    assert.equal(engine.name, 'tensorflow');
    assert.match(engine.version, /^4\./);
  });

  it('is found where Fitscope installs it', async () => {
    install(join(folder, 'engines'), gpu, workingLibrary({ gpu: true }));
    assert.equal((await open('tensorflow-gpu')).name, 'tensorflow-gpu');
  });

  it('says where it looked, and how to get it', async () => {
    await assert.rejects(open('tensorflow-gpu'), (error: Error) => {
      assert.match(error.message, /tfjs-node-gpu is not installed/);
      assert.ok(error.message.includes(join(folder, 'workspace', 'configs')));
      assert.ok(error.message.includes(join(folder, 'engines')));
      assert.match(error.message, /fitscope doctor --install tensorflow-gpu/);
      return true;
    });
  });

  it('does not pass a processor off as a GPU', async () => {
    install(join(folder, 'workspace'), gpu, workingLibrary({ gpu: false }));
    await assert.rejects(open('tensorflow-gpu'), /found no GPU.*CUDA 11.*engine: auto/);
    assert.equal((await open('tensorflow')).name, 'tensorflow');
  });

  it('on the processor, goes on from a package that does not load to one that does', async () => {
    install(join(folder, 'workspace'), gpu, failing('libcudart.so.11.0'));
    install(join(folder, 'workspace'), cpu, workingLibrary({ gpu: false }));
    assert.equal((await open('tensorflow')).name, 'tensorflow');
  });

  const failures = {
    'libcudart.so.11.0': /libcudart\.so\.11\.0 is missing: TensorFlow needs CUDA 11/,
    'libtensorflow.so.2': /libtensorflow\.so\.2 of TensorFlow .* its download did not end well/,
  };
  for (const [library, says] of Object.entries(failures))
    it(`says what to do where ${library} is missing`, async () => {
      install(join(folder, 'workspace'), gpu, failing(library));
      await assert.rejects(open('tensorflow-gpu'), says);
    });

  it('says what to do with half an installation', async () => {
    const text = 'The Node.js native addon module (tfjs_binding.node) can not be found at path: x';
    install(join(folder, 'workspace'), cpu, `throw new Error(${JSON.stringify(text)});`);
    await assert.rejects(open('tensorflow'), /native part .* is missing.*--install tensorflow/);
    install(join(folder, 'workspace'), gpu, `throw new Error('x: file too short');`);
    await assert.rejects(open('tensorflow-gpu'), /damaged .*--install tensorflow-gpu/);
  });

  it('finds the functions again that Node 23 took away', async () => {
    const old = util as unknown as Record<string, unknown>;
    const kept = old['isNullOrUndefined'];
    delete old['isNullOrUndefined'];
    const script = `${workingLibrary({ gpu: false })}
      if (!require('util').isNullOrUndefined(null) || !require('util').isArray([]))
        throw new Error('these are still missing');`;
    install(join(folder, 'workspace'), cpu, script);
    try {
      assert.equal((await open('tensorflow')).name, 'tensorflow');
    } finally {
      old['isNullOrUndefined'] = kept;
    }
  });
});

function install(folder: string, name: string, script: string): void {
  const at = join(folder, 'node_modules', name);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'package.json'), JSON.stringify({ name, version: '4.22.0' }));
  writeFileSync(join(at, 'index.js'), script);
}

function failing(library: string): string {
  const says = `${library}: cannot open shared object file: No such file or directory`;
  return `throw new Error(${JSON.stringify(says)});`;
}
