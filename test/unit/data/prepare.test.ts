import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Dataset, Samples } from '../../../src/core/data/dataset';
import { loadDataset } from '../../../src/core/data/loadDataset';
import { prepare } from '../../../src/core/data/prepare';
import type { RawData } from '../../../src/core/data/rawData';
import type { DatasetSplit, LossKind } from '../../../src/protocol/settings';
import { faultOf } from './faultOf';
import { BUNDLED, settingsFor } from './settingsFor';

const DIGITS = { kind: 'bundled', name: 'digits' } as const;

describe('a prepared dataset', () => {
  it('is the same for the same seed, to the last bit, and another for another', async () => {
    const options = { validation: 0.2, label_noise: 0.3, standardize: true, train_samples: 900 };
    const hash = async (seed: number) =>
      hashOf(await loadDataset(settingsFor(DIGITS, { ...options, seed }), BUNDLED));
    const first = await hash(3);
    assert.equal(await hash(3), first);
    assert.notEqual(await hash(4), first);
  });

  it('notes a probe batch that is larger than the data', async () => {
    const notesOf = async (options: Partial<DatasetSplit>) =>
      (await loadDataset(settingsFor(DIGITS, options), BUNDLED)).notes.join('\n');
    const few = await notesOf({ train_samples: 100 });
    assert.match(few, /monitor\.probe_samples asks for 128 and there are 100 training samples/);
    assert.doesNotMatch(await notesOf({ train_samples: 128 }), /probe_samples/);
  });

  it('has images of mean 0 and deviation 1 over all training pixels together', async () => {
    const plain = await loadDataset(settingsFor(DIGITS, { validation: 0.3 }), BUNDLED);
    const scaled = await loadDataset(
      settingsFor(DIGITS, { validation: 0.3, standardize: true }),
      BUNDLED,
    );
    const [mean, deviation] = statistics(plain.train.inputs);
    const [zero = NaN, one = NaN] = statistics(scaled.train.inputs);
    assert.ok(Math.abs(zero) < 1e-6 && Math.abs(one - 1) < 1e-6, `${zero} ${one}`);
    for (const part of ['train', 'validation'] as const) {
      const before = plain[part]?.inputs ?? new Float32Array();
      const after = scaled[part]?.inputs ?? new Float32Array();
      assert.ok(before.length > 0 && after.length === before.length);
      before.forEach((x, index) => {
        const expected = (x - (mean ?? NaN)) / (deviation ?? NaN);
        assert.ok(Math.abs((after[index] ?? NaN) - expected) < 1e-5);
      });
    }
    assert.match(scaled.notes.join('\n'), /one mean and standard deviation of all training pixels/);
  });

  it('has features of mean 0 and deviation 1 each, by the training samples alone', () => {
    const data = prepare(table(200, 4), settings({ validation: 0.25, standardize: true }));
    const plain = prepare(table(200, 4), settings({ validation: 0.25 }));
    for (const feature of [0, 1, 3]) {
      const [mean = NaN, deviation = NaN] = statistics(column(data.train, 4, feature));
      assert.ok(Math.abs(mean) < 1e-6 && Math.abs(deviation - 1) < 1e-6);
      const [m = NaN, d = NaN] = statistics(column(plain.train, 4, feature));
      const scaled = column(data.validation, 4, feature);
      column(plain.validation, 4, feature).forEach((x, row) => {
        assert.ok(Math.abs((scaled[row] ?? NaN) - (x - m) / d) < 1e-4);
      });
    }
    // Feature 2 is 0.1 everywhere: a mean of many 0.1 is not quite 0.1, and yet it must stay 0.
    assert.ok(column(data.train, 4, 2).every((x) => x === 0));
    assert.ok(column(data.validation, 4, 2).every((x) => x === 0));
    assert.match(data.notes.join('\n'), /1 constant in them stay 0/);
  });

  it('keeps small differences of large numbers', () => {
    const raw = { ...table(50, 1), inputs: Float64Array.from({ length: 50 }, (_, k) => 1e9 + k) };
    const { train } = prepare(raw, settings({ standardize: true }));
    assert.equal(new Set(train.inputs).size, 50);
  });

  it('writes classes one-hot, and as one column of 0 and 1 for logistic', () => {
    for (const loss of ['cross_entropy', 'mse'] as const) {
      const { train } = prepare(table(30, 1, 3), settings({}, loss));
      assert.equal(train.targets.length, 90);
      train.labels?.forEach((label, row) => {
        const hot = [0, 1, 2].map((k) => (k === label ? 1 : 0));
        assert.deepEqual([...train.targets.subarray(3 * row, 3 * row + 3)], hot);
      });
    }
    const { train } = prepare(table(30, 1, 2), settings({}, 'logistic'));
    assert.deepEqual([...train.targets], [...(train.labels ?? [])]);
    assert.equal(new Set(train.targets).size, 2);
  });

  it('keeps inputs and targets of a sample together', () => {
    const raw = table(60, 3, 5);
    const { train, validation } = prepare(raw, settings({ validation: 0.4 }));
    for (const part of [train, validation]) {
      assert.ok(part !== undefined && part.count > 0);
      column(part, 3, 1).forEach((id, row) => assert.equal(part.labels?.[row], id % 5));
    }
  });

  it('redraws the asked share of training labels and no validation label', () => {
    const clean = prepare(table(1000, 2, 4), settings({ validation: 0.2 }));
    const noisy = prepare(table(1000, 2, 4), settings({ validation: 0.2, label_noise: 0.5 }));
    assert.deepEqual(noisy.validation, clean.validation);
    assert.deepEqual(noisy.train.inputs, clean.train.inputs);
    const changed = differences(clean.train, noisy.train);
    // 400 redrawn over four classes: three quarters change, 300 +- 8.7.
    assert.ok(changed > 256 && changed < 344, `${changed} changed`);
    assert.match(
      noisy.notes.join('\n'),
      new RegExp(`400 of 800 training labels were redrawn .* ${changed} are different now`),
    );
    noisy.train.labels?.forEach((label, row) =>
      assert.equal(noisy.train.targets[4 * row + label], 1),
    );
    const all = prepare(table(1000, 2, 4), settings({ validation: 0.2, label_noise: 1 }));
    assert.ok(Math.abs(differences(clean.train, all.train) - 600) < 62);
  });

  it('redraws a part of what a larger share redraws', () => {
    const parts = [0, 0.2, 0.6].map((label_noise) =>
      prepare(table(500, 1, 9), settings({ label_noise })),
    );
    const [clean, some, more] = parts.map((data) => data.train.labels ?? new Int32Array());
    assert.equal(clean?.length, 500);
    clean?.forEach((label, row) => {
      if (some?.[row] !== label) assert.equal(more?.[row], some?.[row]);
    });
  });

  it('says which classes training lacks, and refuses to train on one class', async () => {
    const raw = table(40, 1, 20);
    const few = prepare(raw, settings({ train_samples: 19 }));
    const present = new Set(few.train.labels);
    const lacking = Array.from({ length: 20 }, (_, k) => k).filter((k) => !present.has(k));
    assert.ok(lacking.length > 0);
    assert.match(
      few.notes.join('\n'),
      new RegExp(`No training sample is of class '${lacking[0]}'`),
    );
    const one = await faultOf(() => prepare(raw, settings({ train_samples: 1 })));
    assert.equal(one.path, 'dataset.train_samples');
    assert.match(one.message, /all 1 training samples are of one class/);
  });

  it('says when measured targets are far from unit scale', () => {
    const raw = (scale: number): RawData => ({
      ...table(20, 1),
      targets: {
        kind: 'values',
        width: 1,
        values: Float64Array.from({ length: 20 }, (_, k) => k * scale),
      },
    });
    const far = prepare(raw(1000), settings({}, 'mse'));
    assert.match(far.notes.join('\n'), /training targets have standard deviation 5\.77e\+3/);
    const near = prepare(raw(0.1), settings({}, 'mse'));
    assert.doesNotMatch(near.notes.join('\n'), /Targets are not standardized/);
    const constant = prepare(raw(0), settings({}, 'mse'));
    assert.match(constant.notes.join('\n'), /training targets are all 0/);
  });
});

/** Feature 0 is large, 1 the sample's number, 2 constant, others the number squared. */
function table(count: number, width: number, classes = 2): RawData {
  const features = [(n: number) => 5000 + 3 * n, (n: number) => n, () => 0.1];
  return {
    name: 'table',
    count,
    sampleShape: [width],
    inputs: Float64Array.from({ length: count * width }, (_, at) => {
      const sample = Math.floor(at / width);
      return features[at % width]?.(sample) ?? sample * sample;
    }),
    targets: {
      kind: 'classes',
      labels: Int32Array.from({ length: count }, (_, sample) => sample % classes),
      names: Array.from({ length: classes }, (_, label) => String(label)),
    },
    blame: { inputs: 'dataset.path', targets: 'dataset.target' },
    notes: [],
  };
}

function settings(split: Partial<DatasetSplit>, loss: LossKind = 'cross_entropy') {
  return settingsFor(DIGITS, { ...split, loss });
}

function column(samples: Samples | undefined, width: number, feature: number): Float32Array {
  return (samples?.inputs ?? new Float32Array()).filter((_, at) => at % width === feature);
}

function statistics(values: Float32Array): [mean: number, deviation: number] {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const square = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  return [mean, Math.sqrt(square)];
}

function differences(a: Samples, b: Samples): number {
  const labels = a.labels ?? new Int32Array();
  return labels.filter((label, row) => label !== b.labels?.[row]).length;
}

function hashOf({ train, validation }: Dataset): string {
  const hash = createHash('sha256');
  for (const part of [train, validation]) {
    for (const array of [part?.inputs, part?.targets, part?.labels]) {
      assert.ok(array !== undefined && array.length > 0);
      hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    }
  }
  return hash.digest('hex');
}
