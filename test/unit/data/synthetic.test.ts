import assert from 'node:assert/strict';
import { loadDataset } from '../../../src/core/data/loadDataset';
import { generate } from '../../../src/core/data/synthetic/generate';
import type { RawData } from '../../../src/core/data/rawData';
import type { SyntheticName, SyntheticSource } from '../../../src/protocol/settings';
import { faultOf } from './faultOf';
import { BUNDLED, settingsFor } from './settingsFor';

const USUAL: Readonly<Record<SyntheticName, Partial<SyntheticSource>>> = {
  'two-moons': { dimension: 2 },
  clusters: { dimension: 6, classes: 3 },
  'xor-clusters': { dimension: 6 },
  'relu-teacher': { dimension: 6, classes: 4 },
  'linear-teacher': { dimension: 6, classes: 1 },
  'sine-teacher': { dimension: 6, classes: 1 },
  'two-gaussians': { dimension: 6 },
  'modular-addition': { dimension: 14, classes: 7, samples: 49 },
};
const NAMES = Object.keys(USUAL) as SyntheticName[];

describe('synthetic data', () => {
  it('is the same for the same seed and another for another', () => {
    for (const name of NAMES) {
      const first = make(name, { noise: 0.3, seed: 4 });
      assert.deepEqual(make(name, { noise: 0.3, seed: 4 }), first);
      if (name === 'modular-addition') continue;
      assert.notDeepEqual(make(name, { noise: 0.3, seed: 5 }).inputs, first.inputs);
    }
  });

  it('has as many samples, inputs and targets as asked for, all finite', () => {
    for (const name of NAMES) {
      const { count, sampleShape, inputs, targets } = make(name, { noise: 0.1 });
      assert.equal(count, USUAL[name].samples ?? 600);
      assert.deepEqual(sampleShape, [USUAL[name].dimension]);
      assert.equal(inputs.length, count * (USUAL[name].dimension ?? NaN));
      assert.ok((inputs as Float64Array).every(Number.isFinite));
      assert.equal((targets.kind === 'values' ? targets.values : targets.labels).length, count);
    }
  });

  it('two-moons: half circles of radius 1 around (0, 0) and (1, 0.5), evenly filled', () => {
    const raw = make('two-moons', { samples: 4000 });
    const labels = labelsOf(raw);
    let top = 0;
    labels.forEach((label, sample) => {
      const [x = NaN, y = NaN] = rowOf(raw, sample);
      const [dx, dy] = label === 0 ? [x, y] : [1 - x, 0.5 - y];
      assert.ok(Math.abs(Math.hypot(dx, dy) - 1) < 1e-12);
      assert.ok(dy >= 0);
      if (Math.abs(dx) < 0.5) top += 1;
    });
    assert.equal(sum(labels), 2000);
    // From 60 to 120 degrees of 180; the standard error is 0.0075.
    assert.ok(Math.abs(top / 4000 - 1 / 3) < 0.037, `${top} of 4000 near the top`);
  });

  it('clusters: four centres a class, and noise of the asked deviation around them', () => {
    const centres = make('clusters', { noise: 0 });
    const classOf = new Map<string, number>();
    labelsOf(centres).forEach((label, sample) => {
      const centre = rowOf(centres, sample).join();
      assert.equal(classOf.get(centre) ?? label, label);
      classOf.set(centre, label);
    });
    assert.equal(classOf.size, 12);
    for (const label of [0, 1, 2]) {
      assert.equal([...classOf.values()].filter((other) => other === label).length, 4);
    }
    const spread = make('clusters', { noise: 1e-3, samples: 6000 });
    const offsets = [...classOf.keys()].flatMap((centre) =>
      within(spread, centre.split(',').map(Number), 0.05),
    );
    // With the same seed the centres are the same, and nearly all samples lie by one of them.
    assert.ok(offsets.length > 0.99 * 36000);
    assert.ok(Math.abs(deviation(offsets) - 1e-3) < 3e-5);
  });

  it('xor-clusters: class 0 at +-e1, class 1 at +-e2, all four about equally often', () => {
    const raw = make('xor-clusters', { noise: 0, samples: 4000 });
    const counts = new Map<string, number>();
    labelsOf(raw).forEach((label, sample) => {
      const row = rowOf(raw, sample);
      assert.deepEqual(
        row.map(Math.abs),
        [0, 1, 2, 3, 4, 5].map((k) => (k === label ? 1 : 0)),
      );
      counts.set(row.join(), (counts.get(row.join()) ?? 0) + 1);
    });
    assert.equal(counts.size, 4);
    for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 140, `${count}`);
    const noisy = make('xor-clusters', { noise: 0.5, samples: 4000 });
    const beside = Array.from({ length: 4000 }, (_, sample) => rowOf(noisy, sample)[4] ?? NaN);
    assert.ok(Math.abs(deviation(beside) - 0.5) < 0.03);
  });

  it('relu-teacher: every class is common, near inputs share it, and noise drowns it', () => {
    const clean = make('relu-teacher', { dimension: 2, samples: 1500 });
    for (const label of [0, 1, 2, 3]) {
      assert.ok(labelsOf(clean).filter((other) => other === label).length > 45);
    }
    assert.ok(nearestNeighbourAccuracy(clean) > 0.9);
    const noisy = make('relu-teacher', { dimension: 2, samples: 1500, noise: 100 });
    assert.ok(nearestNeighbourAccuracy(noisy) < 0.35);
    assert.ok(Math.abs(deviation([...clean.inputs]) - 1) < 0.06);
  });

  it('linear-teacher: the first input plus noise of the asked deviation', () => {
    const clean = make('linear-teacher', {});
    const first = (raw: RawData) =>
      Array.from({ length: raw.count }, (_, sample) => rowOf(raw, sample)[0] ?? NaN);
    assert.deepEqual(valuesOf(clean), first(clean));
    const noisy = make('linear-teacher', { noise: 0.5, samples: 4000 });
    const inputs = first(noisy);
    const residuals = valuesOf(noisy).map((y, sample) => y - (inputs[sample] ?? NaN));
    assert.ok(Math.abs(deviation(residuals) - 0.5) < 0.03);
    assert.ok(Math.abs(deviation(inputs) - 1) < 0.06);
  });

  it('sine-teacher: sin(2 x1) x2 plus noise of the asked deviation', () => {
    const noisy = make('sine-teacher', { noise: 0.5, samples: 4000 });
    const residuals = valuesOf(noisy).map((y, sample) => {
      const [first = NaN, second = NaN] = rowOf(noisy, sample);
      return y - Math.sin(2 * first) * second;
    });
    assert.ok(Math.abs(deviation(residuals) - 0.5) < 0.03);
    assert.ok(Math.abs(deviation([...noisy.inputs]) - 1) < 0.03);
  });

  it('two-gaussians: class 0 around -e1, class 1 around e1', () => {
    const clean = make('two-gaussians', { noise: 0 });
    labelsOf(clean).forEach((label, sample) =>
      assert.deepEqual(rowOf(clean, sample), [2 * label - 1, 0, 0, 0, 0, 0]),
    );
    assert.ok(Math.abs(sum(labelsOf(clean)) - 300) < 62);
    const noisy = make('two-gaussians', { noise: 0.5, samples: 4000 });
    const beside = Array.from({ length: 4000 }, (_, sample) => rowOf(noisy, sample)[4] ?? NaN);
    assert.ok(Math.abs(deviation(beside) - 0.5) < 0.03);
  });

  it('modular-addition: each pair once, as two one-hots, with its sum', () => {
    const raw = make('modular-addition', {});
    const pairs = new Set<string>();
    labelsOf(raw).forEach((label, sample) => {
      const row = rowOf(raw, sample);
      const hot = row.flatMap((value, k) => (value === 1 ? [k] : []));
      const [a = NaN, b = NaN] = hot;
      assert.equal(sum(row), 2);
      assert.ok(a < 7 && b >= 7);
      assert.equal(label, (a + b - 7) % 7);
      pairs.add(hot.join());
    });
    assert.equal(pairs.size, 49);
  });

  it('refuses sizes that do not fit', async () => {
    const faults: readonly [SyntheticName, Partial<SyntheticSource>, string, RegExp][] = [
      ['two-moons', { dimension: 3 }, 'dataset.dimension', /lies in 2 dimensions, not 3/],
      ['two-moons', { classes: 3 }, 'dataset.classes', /has 2 classes, not 3/],
      ['clusters', { classes: 1 }, 'dataset.classes', /at least 2 classes, not 1/],
      ['xor-clusters', { dimension: 1 }, 'dataset.dimension', /2 dimensions or more, not 1/],
      ['xor-clusters', { classes: 3 }, 'dataset.classes', /has 2 classes, not 3/],
      ['relu-teacher', { classes: 1 }, 'dataset.classes', /at least 2 classes, not 1/],
      ['sine-teacher', { classes: 2 }, 'dataset.classes', /real-valued target \(1\), not 2/],
      ['sine-teacher', { dimension: 1 }, 'dataset.dimension', /2 dimensions or more, not 1/],
      ['two-gaussians', { classes: 3 }, 'dataset.classes', /has 2 classes, not 3/],
      ['linear-teacher', { classes: 2 }, 'dataset.classes', /real-valued target \(1\), not 2/],
      ['modular-addition', { dimension: 15 }, 'dataset.dimension', /has 14 dimensions, not 15/],
      ['modular-addition', { samples: 20 }, 'dataset.samples', /has 49 samples, not 20/],
    ];
    for (const [name, sizes, path, says] of faults) {
      const fault = await faultOf(() => make(name, sizes));
      assert.equal(fault.path, path);
      assert.match(fault.message, says);
    }
  });

  it('needs mse where the target is a number, and no label noise there', async () => {
    const linear = source('linear-teacher', {});
    const loss = await faultOf(() => loadDataset(settingsFor(linear), BUNDLED));
    assert.equal(loss.path, 'loss');
    assert.match(loss.message, /cross_entropy needs classes and linear-teacher has numbers/);
    const settings = settingsFor(linear, { loss: 'mse', label_noise: 0.1 });
    const noise = await faultOf(() => loadDataset(settings, BUNDLED));
    assert.equal(noise.path, 'dataset.label_noise');
  });
});

function source(name: SyntheticName, sizes: Partial<SyntheticSource>): SyntheticSource {
  const base = { kind: 'synthetic', samples: 600, dimension: 2, classes: 2, noise: 0, seed: 0 };
  return { ...base, ...USUAL[name], ...sizes, name } as SyntheticSource;
}

function make(name: SyntheticName, sizes: Partial<SyntheticSource>): RawData {
  return generate(source(name, sizes));
}

function labelsOf({ targets }: RawData): Int32Array {
  assert.equal(targets.kind, 'classes');
  return targets.kind === 'classes' ? targets.labels : new Int32Array();
}

function valuesOf({ targets }: RawData): number[] {
  assert.equal(targets.kind, 'values');
  return targets.kind === 'values' ? [...targets.values] : [];
}

function rowOf({ inputs, sampleShape }: RawData, sample: number): number[] {
  const [width = NaN] = sampleShape;
  return [...inputs.subarray(sample * width, (sample + 1) * width)];
}

/** Offsets, coordinate by coordinate, of the samples that lie near a centre. */
function within(raw: RawData, centre: readonly number[], radius: number): number[] {
  return Array.from({ length: raw.count }, (_, sample) => {
    const offset = rowOf(raw, sample).map((x, k) => x - (centre[k] ?? NaN));
    return Math.hypot(...offset) < radius ? offset : [];
  }).flat();
}

function nearestNeighbourAccuracy(raw: RawData): number {
  const labels = labelsOf(raw);
  const points = Array.from({ length: raw.count }, (_, sample) => rowOf(raw, sample));
  const right = points.filter(([x = NaN, y = NaN], sample) => {
    let least = Infinity;
    let nearest = -1;
    points.forEach(([u = NaN, v = NaN], other) => {
      const distance = (x - u) ** 2 + (y - v) ** 2;
      if (other === sample || distance >= least) return;
      least = distance;
      nearest = other;
    });
    return labels[nearest] === labels[sample];
  });
  return right.length / raw.count;
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}

function deviation(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((x) => (x - mean) ** 2)) / values.length);
}
