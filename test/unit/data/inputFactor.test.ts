import assert from 'node:assert/strict';
import { loadDataset } from '../../../src/core/data/loadDataset';
import { BUNDLED, settingsFor } from './settingsFor';

describe('dataset.input_factor', () => {
  const digits = { kind: 'bundled', name: 'digits' } as const;

  it('multiplies inputs that are not standardized, and is told', async () => {
    const plain = await loadDataset(settingsFor(digits), BUNDLED);
    const scaled = await loadDataset(settingsFor(digits, { input_factor: 1 / 16 }), BUNDLED);
    assert.deepEqual(
      scaled.train.inputs,
      plain.train.inputs.map((value) => value / 16),
    );
    assert.ok(scaled.notes.some((note) => note.includes('times 0.0625')));
    assert.ok(plain.notes.some((note) => note.includes('as they are in the source')));
  });

  it('leaves standardized inputs alone', async () => {
    const split = { standardize: true };
    const plain = await loadDataset(settingsFor(digits, split), BUNDLED);
    const scaled = await loadDataset(settingsFor(digits, { ...split, input_factor: 9 }), BUNDLED);
    assert.deepEqual(scaled.train.inputs, plain.train.inputs);
  });
});
