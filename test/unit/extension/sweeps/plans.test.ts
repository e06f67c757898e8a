import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseConfig } from '../../../../src/config/parseConfig';
import { readConfig } from '../../../../src/config/readConfig';
import { parseRange } from '../../../../src/config/sweep/parseRange';
import { countSamples } from '../../../../src/extension/sweeps/countSamples';
import { offeredParameters } from '../../../../src/extension/sweeps/offeredParameters';
import { plannedOf } from '../../../../src/extension/sweeps/plannedOf';
import { rangeText } from '../../../../src/extension/sweeps/rangeText';
import { scanPlan, writtenPlan } from '../../../../src/extension/sweeps/sweepPlans';
import type { DatasetSettings, Settings } from '../../../../src/protocol/settings';
import { plannedTrials } from '../../../../src/sweep/search/makeSearch';
import { whyNotSearch } from '../../../../src/sweep/search/searchFit';
import { digitsConfig } from '../../../support/configFile';
import { removeTemporaryFolders, temporaryFolder } from '../../../support/temporaryFolder';

function read(text: string): { readonly settings: Settings; readonly raw: unknown } {
  const { settings, problems } = readConfig(text, 'yaml');
  assert.ok(settings, JSON.stringify(problems));
  return { settings, raw: parseConfig(text, 'yaml').value };
}

const digits = read(digitsConfig(20));

describe('parameters that are offered', () => {
  const offers = offeredParameters(digits.settings, digits.raw);

  it('begin with the advised values on log scales, two of them chosen, with what they are now', () => {
    assert.deepEqual(
      offers.slice(0, 3).map(({ path, now, range, isChosen }) => [path, now, range.kind, isChosen]),
      [
        ['optimizer.learning_rate', 1e-3, 'log', true],
        ['optimizer.weight_decay', 1e-4, 'log', true],
        ['model.init.scale', 1, 'log', false],
      ],
    );
  });

  it('have ranges around what is now, each of which can be written down and read again', () => {
    assert.ok(offers.length > 8, offers.map(({ path }) => path).join());
    for (const { path, now, range } of offers) {
      const again = parseRange(rangeText(range));
      assert.ok(!('refused' in again), path);
      if (range.kind === 'list' || typeof now !== 'number') continue;
      const isInside = now >= range.low && now <= range.high;
      assert.ok(isInside || path === 'schedule.warmup', `${path} is ${now}: ${rangeText(range)}`);
    }
  });

  it('are chosen by the section sweep where there is one, with its ranges', () => {
    const text = `${digitsConfig(20)}sweep:\n  parameters: { model.dropout: 'lin:0..0.4:5' }\n`;
    const { settings, raw } = read(text);
    const own = offeredParameters(settings, raw);
    assert.deepEqual(
      own.filter(({ isChosen }) => isChosen).map(({ path, range }) => [path, rangeText(range)]),
      [['model.dropout', 'lin:0..0.4:5']],
    );
    assert.equal(own.filter(({ path }) => path === 'model.dropout').length, 1);
  });
});

describe('the plan of a section sweep', () => {
  it('is what the command line makes of it', () => {
    const text = `${digitsConfig(20)}sweep:
  parameters: { optimizer.weight_decay: 'log:1e-4..1:3', optimizer.kind: [adam, sgd] }
  minutes: 5
  workers: 2
  prune: none
`;
    const { settings, raw } = read(text);
    const plan = writtenPlan(settings, raw);
    assert.ok(!('refused' in plan));
    assert.deepEqual(
      [plan.search, plan.minutes, plan.workers, plan.prune, plan.trials],
      ['grid', 5, 2, 'none', undefined],
    );
    assert.equal(plannedTrials(plan), 6);
  });

  it('is refused where the search cannot work', () => {
    const text = `${digitsConfig(20)}sweep: { parameters: { model.dropout: 'lin:0..0.4' }, search: grid }\n`;
    const { settings, raw } = read(text);
    const plan = writtenPlan(settings, raw);
    assert.ok('refused' in plan);
    assert.match(plan.refused, /has no number of points/);
    const dropout = { 'model.dropout': { kind: 'lin', low: 0, high: 1 } } as const;
    assert.match(whyNotSearch('guided', dropout) ?? '', /needs another search/);
    assert.equal(whyNotSearch('tpe', dropout), undefined);
  });
});

describe('a scan', () => {
  it('goes over weight decay, or the scale around its value, from end to end without pruning', () => {
    const decay = scanPlan('weight_decay', digits.settings, 0);
    const scale = scanPlan('init_scale', digits.settings, 0);
    assert.deepEqual([decay.search, decay.prune], ['grid', 'none']);
    assert.deepEqual(scale.parameters, {
      'model.init.scale': { kind: 'log', low: 0.1, high: 10, points: 9 },
    });
    assert.equal(plannedTrials(decay), 9);
  });

  it('goes from few samples to all, each time by about the same factor', () => {
    for (const samples of [1437, 30, 60000]) {
      const { parameters } = scanPlan('train_samples', digits.settings, samples);
      const range = parameters['dataset.train_samples'];
      assert.ok(range?.kind === 'list');
      const sizes = range.values.map(Number);
      assert.equal(sizes.at(-1), samples);
      assert.ok(sizes.every((size, i) => size > (sizes[i - 1] ?? 0)));
      const factors = sizes.slice(1).map((size, i) => size / (sizes[i] ?? 1));
      assert.ok(Math.max(...factors) / Math.min(...factors) < 1.5, factors.join());
    }
  });

  it('counts its trials without the searches', () => {
    const plan = scanPlan('weight_decay', digits.settings, 0);
    const view = { record: { plan } } as Parameters<typeof plannedOf>[0]['view'];
    assert.equal(plannedOf({ view }), plannedTrials(plan));
  });
});

describe('the samples of a dataset', () => {
  after(removeTemporaryFolders);
  const split = { validation: 0.25, label_noise: 0, standardize: true } as const;

  it('are told by the first bytes of its files, without the share held out', async () => {
    const folder = temporaryFolder();
    const path = (name: string) => join(folder, name);
    writeFileSync(path('a.csv'), `x,y\n${'1,2\n'.repeat(39)}3,4`);
    const idx = Buffer.concat([Buffer.from([0, 0, 8, 3, 0, 0, 1, 0]), Buffer.alloc(100_000, 7)]);
    writeFileSync(path('a.idx.gz'), gzipSync(idx));
    writeFileSync(path('a.npy'), "\x93NUMPY\x01\x00v\x00{'descr': '<f4', 'shape': (80, 3), }");
    const sets: readonly (readonly [DatasetSettings, number])[] = [
      [{ kind: 'bundled', name: 'digits', ...split }, 1347],
      [{ kind: 'bundled', name: 'fashion-mnist-mini', ...split }, 4000],
      [{ kind: 'csv', path: path('a.csv'), target: 'y', ...split }, 30],
      [{ kind: 'idx', images: path('a.idx.gz'), labels: path('b'), ...split }, 192],
      [{ kind: 'npy', inputs: path('a.npy'), targets: path('b'), ...split }, 60],
      [{ kind: 'npy', inputs: path('a.npy'), targets: 'b', validation_inputs: 'c', ...split }, 80],
    ];
    for (const [dataset, samples] of sets) assert.equal(await countSamples(dataset), samples);
  });

  it('are not known where the files are not what they should be', async () => {
    const folder = temporaryFolder();
    const broken = join(folder, 'broken.gz');
    writeFileSync(broken, 'no archive');
    for (const images of [broken, join(folder, 'missing')])
      assert.equal(await countSamples({ kind: 'idx', images, labels: 'b', ...split }), undefined);
    const csv = { kind: 'csv', path: join(folder, 'missing'), target: 'y', ...split } as const;
    assert.equal(await countSamples(csv), undefined);
  });
});
