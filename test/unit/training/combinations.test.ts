import assert from 'node:assert/strict';
import type { Engine } from '../../../src/core/engines/engine';
import { openEngine } from '../../../src/core/engines/ladder';
import { SeededRandom } from '../engines/seededRandom';
import { smallSettings } from '../observe/smallRun';
import { trainSmall } from './trainSmall';

const synthetic = (name: string, others: object = {}) => ({
  ...{ kind: 'synthetic', name, samples: 50 },
  ...others,
});

const choices = {
  dataset: {
    'two-moons': synthetic('two-moons'),
    clusters: synthetic('clusters', { dimension: 4, classes: 3, label_noise: 0.2 }),
    'xor-clusters': synthetic('xor-clusters', { dimension: 4 }),
    'relu-teacher': synthetic('relu-teacher', { dimension: 4, validation: 0 }),
    'sine-teacher': synthetic('sine-teacher', { dimension: 4 }),
    'two-gaussians': synthetic('two-gaussians', { dimension: 4 }),
    'linear-teacher': synthetic('linear-teacher', { dimension: 4 }),
    'modular-addition': { kind: 'synthetic', name: 'modular-addition', classes: 5 },
    digits: { kind: 'bundled', name: 'digits', train_samples: 40, validation: 0.01 },
  },
  model: {
    mlp: { kind: 'mlp', hidden: [5, 4] },
    two_layer: { kind: 'two_layer', width: 6 },
    linear: { kind: 'linear' },
    signs: { kind: 'two_layer', width: 6, init: { output: 'signs' }, freeze_output: true },
    balanced: { kind: 'mlp', hidden: [6], init: { output: 'balanced' }, bias: false },
    cnn: { kind: 'cnn', channels: [2, 3], dense: [4] },
  },
  activation: word('relu', 'gelu', 'silu', 'tanh', 'square'),
  normalization: word('none', 'batch', 'layer'),
  dropout: { none: 0, some: 0.3 },
  loss: word('cross_entropy', 'logistic', 'mse'),
  optimizer: word('sgd', 'momentum', 'adam', 'adamw', 'muon'),
  schedule: {
    constant: { kind: 'constant' },
    warmup: { kind: 'constant', warmup: 0.3 },
    cosine: { kind: 'cosine', warmup: 0.1 },
    one_cycle: { kind: 'one_cycle' },
    step: { kind: 'step', every: 0.3, factor: 0.3 },
    exponential: { kind: 'exponential', factor: 0.1 },
  },
  batch: { small: 7, all: 'all' },
  clip: { no: undefined, yes: 0.5 },
  preset: word('economy', 'standard', 'full'),
} as const;

type Axis = keyof typeof choices;
type Row = Readonly<Record<Axis, string>>;
const axes = Object.keys(choices) as Axis[];

describe('three epochs of every pair of choices', function () {
  this.timeout(120_000);
  let onnx: Engine;
  before(async () => {
    onnx = await openEngine('onnx');
  });

  const { rows, missing } = coverPairs();

  it('are covered', () => {
    assert.deepEqual(missing, []);
    assert.ok(rows.length > 30 && rows.length < 90, `${rows.length} rows`);
  });

  for (const row of rows)
    it(Object.values(row).join(' '), async () => {
      const { ended, epochs, steps } = await trainSmall(onnx, settingsFor(row));
      assert.equal(ended.outcome, 'finished', ended.reason);
      assert.equal(epochs.length, 4);
      for (const event of epochs)
        for (const value of [event.trainLoss, event.trainScore, ...Object.values(event.metrics)])
          assert.ok(Number.isFinite(value));
      for (const { metrics, layers } of steps)
        for (const values of [metrics, ...Object.values(layers)])
          for (const [id, value] of Object.entries(values)) assert.ok(Number.isFinite(value), id);
      if (row.dataset !== 'relu-teacher')
        assert.ok(epochs.every(({ validationLoss }) => Number.isFinite(validationLoss)));
    });
});

function word<W extends string>(...words: readonly W[]): { readonly [w in W]: W } {
  return Object.fromEntries(words.map((one) => [one, one])) as { [w in W]: W };
}

function settingsFor(row: Row) {
  const pick = (axis: Axis) => (choices[axis] as Record<string, unknown>)[row[axis]];
  const clip = pick('clip');
  return smallSettings({
    dataset: pick('dataset'),
    model: {
      ...(pick('model') as object),
      activation: row.activation,
      normalization: row.normalization,
      dropout: pick('dropout'),
    },
    loss: row.loss,
    optimizer: { kind: row.optimizer, learning_rate: 1e-3, weight_decay: 0.01 },
    schedule: pick('schedule'),
    training: {
      ...{ epochs: 3, batch_size: pick('batch') },
      ...(clip !== undefined && { clip_gradient_norm: clip }),
    },
    monitor: { preset: row.preset, probe_samples: 10 },
  });
}

/** What goes together: images for a cnn, two classes for logistic, classes for cross entropy. */
function isPossible({ dataset, model, loss, preset }: Partial<Row>): boolean {
  const fits = (data: string) => {
    if (loss === 'cross_entropy') return !data.endsWith('teacher');
    return loss !== 'logistic' || ['two-moons', 'xor-clusters', 'two-gaussians'].includes(data);
  };
  return (
    (model !== 'cnn' || dataset === undefined || dataset === 'digits') &&
    (model !== 'cnn' || loss !== 'logistic') &&
    (model !== 'linear' || preset !== 'full') &&
    (dataset === undefined || fits(dataset))
  );
}

/** Greedy: of many random rows always the one that brings the most new pairs. */
function coverPairs(): { rows: Row[]; missing: string[] } {
  const random = new SeededRandom(3);
  const any = (axis: Axis) => {
    const values = Object.keys(choices[axis]);
    return values[random.whole(0, values.length - 1)]!;
  };
  const left = new Map(allPairs().map((pair) => [pair.key, pair]));
  const rows: Row[] = [];
  while (left.size > 0 && rows.length < 200) {
    const [pair] = left.values();
    const fixed = pair?.fixed ?? {};
    let best: { row: Row; news: string[] } | undefined;
    for (let attempt = 0; attempt < 60; attempt++) {
      const drawn = Object.fromEntries(axes.map((axis) => [axis, any(axis)])) as Row;
      const row = { ...drawn, ...fixed };
      if (!isPossible(row)) continue;
      const news = pairsOf(row).filter((key) => left.has(key));
      if (!best || news.length > best.news.length) best = { row, news };
    }
    if (!best) break;
    rows.push(best.row);
    best.news.forEach((key) => left.delete(key));
  }
  return { rows, missing: [...left.keys()] };
}

interface Pair {
  readonly key: string;
  readonly fixed: Partial<Row>;
}

function allPairs(): Pair[] {
  return axes.flatMap((a, index) =>
    axes.slice(index + 1).flatMap((b) =>
      Object.keys(choices[a]).flatMap((first) =>
        Object.keys(choices[b]).flatMap((second): Pair[] => {
          const fixed = { [a]: first, [b]: second } as Partial<Row>;
          return isPossible(fixed) ? [{ key: `${a} ${first}, ${b} ${second}`, fixed }] : [];
        }),
      ),
    ),
  );
}

function pairsOf(row: Row): string[] {
  return axes.flatMap((a, index) =>
    axes.slice(index + 1).map((b) => `${a} ${row[a]}, ${b} ${row[b]}`),
  );
}
