import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { openEngine } from '../../../src/core/engines/ladder';
import { openBackend } from '../../support/tensorFlowBackends';
import { smallSettings } from '../observe/smallRun';
import { trainSmall } from '../training/trainSmall';
import { composedPrograms } from './composedPrograms';
import { exampleInputs } from './exampleInputs';
import { SeededRandom } from './seededRandom';

for (const backend of ['cpu', 'wasm'] as const)
  describe(`TensorFlow.js on ${backend}`, () => {
    it('gives back all memory: no tensor is left of a call, none of a program', async () => {
      const engine = await openBackend(backend);
      const before = tf.memory().numTensors;
      for (const write of Object.values(composedPrograms)) {
        const program = write();
        const executable = await engine.compile(program);
        const inputs = exampleInputs(program, 3, new SeededRandom(3));
        await executable.run(inputs);
        const constants = tf.memory().numTensors;
        await executable.run(inputs);
        assert.equal(tf.memory().numTensors, constants);
        await executable.release();
        assert.equal(tf.memory().numTensors, before);
      }
    });

    it('trains and observes as ONNX Runtime does', async () => {
      const onnx = await openEngine('onnx');
      for (const model of [
        { kind: 'mlp', hidden: [8, 6], normalization: 'layer', dropout: 0.2 },
        { kind: 'mlp', hidden: [7], activation: 'gelu', normalization: 'batch' },
      ]) {
        const settings = smallSettings({ model, training: { clip_gradient_norm: 1 } });
        const expected = await trainSmall(onnx, settings);
        const found = await trainSmall(await openBackend(backend), settings);
        assert.equal(found.steps.length, expected.steps.length);
        found.steps.forEach((step, index) => {
          const twin = expected.steps[index]!;
          assert.equal(step.step, twin.step);
          close(step.trainLoss, twin.trainLoss, `loss of step ${step.step}`);
          assert.deepEqual(Object.keys(step.metrics), Object.keys(twin.metrics));
        });
        const last = found.epochs.at(-1)!;
        close(last.trainLoss, expected.epochs.at(-1)!.trainLoss, 'loss of the last epoch');
      }
    });
  });

function close(found: number, expected: number, what: string): void {
  const difference = Math.abs(found - expected) / Math.max(1e-3, Math.abs(expected));
  assert.ok(difference < 1e-3, `${what}: ${found} is not ${expected}`);
}
