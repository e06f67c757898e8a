import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { examineEngines, openEngine } from '../../../src/core/engines/ladder';

const gpuEngines: readonly string[] = ['onnx-webgpu', 'onnx-directml', 'onnx-coreml', 'onnx-cuda'];
const root = join(__dirname, '../../..');

describe('the ladder of engines', () => {
  it('opens each engine by its name', async () => {
    for (const name of ['onnx', 'onnx-wasm', 'reference'] as const)
      assert.equal((await openEngine(name)).name, name);
  });

  it('takes the native engine for auto where it works', async () => {
    assert.equal((await openEngine('auto')).name, 'onnx');
  });

  it('says what to use instead of an engine that is not there', async () => {
    for (const name of ['tensorflow', 'tensorflow-gpu'] as const)
      await assert.rejects(
        openEngine(name),
        new RegExp(`is not installed .*doctor --install ${name}, or use engine: auto`),
      );
  });

  it('says on which systems a provider is that this build does not carry', async () => {
    const elsewhere = process.platform === 'win32' ? 'onnx-coreml' : 'onnx-directml';
    await assert.rejects(openEngine(elsewhere), (error: Error) => {
      assert.match(
        error.message,
        /carries .* on (macOS|Windows); here .* it has cpu.*engine: auto/,
      );
      return true;
    });
  });

  it('examines every engine and gives reasons', async () => {
    const examinations = await examineEngines();
    const available = examinations.filter((engine) => engine.available).map(({ name }) => name);
    // A machine that runs the tests may have a GPU.
    assert.deepEqual(
      available.filter((name) => !gpuEngines.includes(name)),
      ['onnx', 'onnx-wasm', 'reference'],
    );
    assert.ok(gpuEngines.every((gpu) => examinations.some(({ name }) => name === gpu)));
    for (const { available: isAvailable, version, reason } of examinations)
      assert.ok(isAvailable ? version && !reason : reason && !version);
  });

  describe('in a process of its own', () => {
    let folder: string;
    let script: string;
    before(() => {
      // Inside the project, so that the packages left out of the bundle are found.
      folder = mkdtempSync(join(root, 'node_modules', '.ladder-'));
      script = join(folder, 'ladder.js');
      buildSync({
        entryPoints: [join(root, 'src/core/engines/ladder.ts')],
        outfile: script,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        external: ['onnxruntime-node', 'onnxruntime-web'],
      });
    });
    after(() => rmSync(folder, { recursive: true }));

    it('finds the engines from a bundle, and writes nothing else to the terminal', () => {
      const found = evaluate(
        `ladder.examineEngines().then((all) =>
          console.log(all.filter((e) => e.available).map((e) => e.name).join()))`,
      );
      const names = found.split(',').filter((name) => !gpuEngines.includes(name));
      assert.deepEqual(names, ['onnx', 'onnx-wasm', 'reference']);
    });

    it('goes on to WebAssembly for auto where the native library does not load', () => {
      const found = evaluate(
        `${withoutNative}; ladder.openEngine('auto').then((engine) => console.log(engine.name))`,
      );
      assert.equal(found, 'onnx-wasm');
    });

    it('does not go on where the native library was asked for', () => {
      const found = evaluate(
        `${withoutNative}; ladder.openEngine('onnx').catch((error) => console.log(error.message))`,
      );
      assert.match(found, /^Engine onnx does not work here: .*no such library/);
    });

    it('flushes the smallest numbers to zero when asked to', () => {
      assert.equal(evaluate(squareSmall(true)), '0');
      assert.notEqual(evaluate(squareSmall(false)), '0');
    });

    const withoutNative = `process.dlopen = () => { throw new Error('no such library'); }`;

    function squareSmall(flushDenormals: boolean): string {
      return `(async () => {
        const engine = await ladder.openEngine('onnx', { flushDenormals: ${flushDenormals} });
        const x = { id: 0, shape: [1] };
        const y = { id: 1, shape: [1] };
        const executable = await engine.compile({
          inputs: [{ name: 'x', value: x }],
          nodes: [{ operation: { kind: 'multiply' }, inputs: [x, x], outputs: [y] }],
          outputs: [{ name: 'y', value: y }],
        });
        const outputs = await executable.run({ x: { shape: [1], data: Float32Array.of(1e-20) } });
        console.log(String(outputs.y.data[0]));
      })()`;
    }

    function evaluate(code: string): string {
      const program = `const ladder = require(${JSON.stringify(script)}); ${code}`;
      const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
      assert.equal(stderr, '');
      return stdout.trim();
    }
  });
});
