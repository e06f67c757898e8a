import assert from 'node:assert/strict';
import type { Engine } from '../../../src/core/engines/engine';
import { openOnnx } from '../../../src/core/engines/onnx/onnx';
import { openOnnxWasm } from '../../../src/core/engines/onnx/onnxWasm';
import { reference } from '../../../src/core/engines/reference/reference';
import type { TrainingCase } from './golden';
import { readTrainingCases } from './golden';
import { replay } from './replay';

const cases = readTrainingCases();

describe('fifty steps from equal weights and batches, as PyTorch takes them', () => {
  it('has cases of every optimizer, loss, activation and normalization', () => {
    const has = (pick: (given: TrainingCase) => string) => [...new Set(cases.map(pick))].sort();
    assert.deepEqual(
      has((given) => given.optimizer.kind),
      ['adam', 'adamw', 'momentum', 'muon', 'sgd'],
    );
    assert.deepEqual(
      has((given) => given.loss),
      ['cross_entropy', 'logistic', 'mse'],
    );
    assert.deepEqual(
      has((given) => given.model.activation),
      ['gelu', 'relu', 'silu', 'square', 'tanh'],
    );
    assert.deepEqual(
      has((given) => `${given.model.kind} ${given.model.normalization}`),
      [
        'cnn batch',
        'cnn layer',
        'cnn none',
        'mlp batch',
        'mlp layer',
        'mlp none',
        'two_layer none',
      ],
    );
  });

  const engines: readonly [string, number, () => Promise<Engine>][] = [
    ['reference', 1e-9, () => Promise.resolve(reference)],
    ['onnx', 1e-4, () => openOnnx()],
    ['onnx-wasm', 1e-4, openOnnxWasm],
  ];
  for (const [name, tolerance, open] of engines)
    describe(`${name}, within ${tolerance}`, () => {
      let engine: Engine;
      before(async () => {
        engine = await open();
      });
      for (const given of cases) it(given.name, () => compare(engine, given, tolerance));
    });
});

async function compare(engine: Engine, given: TrainingCase, tolerance: number): Promise<void> {
  const replayed = await replay(engine, given);
  assert.equal(given.losses.length, 50);
  assertClose('loss', replayed.losses, given.losses, tolerance);
  assertClose('correct', replayed.correct, given.correct, tolerance);
  assertClose('gradient norm', replayed.gradientNorms, given.gradientNorms, tolerance);
  assertClose('evaluated loss', [replayed.evaluatedLoss], [given.evaluatedLoss], tolerance);
}

function assertClose(
  what: string,
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
): void {
  assert.equal(actual.length, expected.length, `number of ${what} values`);
  expected.forEach((value, index) => {
    const got = actual[index] ?? Number.NaN;
    const error = Math.abs(got - value) / Math.max(Math.abs(value), 1e-12);
    assert.ok(error < tolerance, `${what} at step ${index + 1}: ${got}, PyTorch has ${value}`);
  });
}
