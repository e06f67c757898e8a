import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ConfigLanguage } from '../../../src/config/configLanguage';
import { readConfig } from '../../../src/config/readConfig';
import { changed, least } from './sample';

describe('reading a config', () => {
  it('fills in the defaults of the contract', () => {
    const { settings, problems } = readConfig(least, 'yaml');
    assert.deepEqual(problems, []);
    assert.deepEqual(settings, {
      dataset: {
        kind: 'bundled',
        name: 'digits',
        validation: 0.2,
        label_noise: 0,
        standardize: true,
      },
      model: {
        kind: 'mlp',
        hidden: [128, 64],
        activation: 'relu',
        normalization: 'none',
        dropout: 0,
        init: { scheme: 'he_normal', scale: 1 },
        output_multiplier: 1,
      },
      loss: 'cross_entropy',
      optimizer: { kind: 'adamw', learning_rate: 0.001, weight_decay: 0, momentum: 0.9 },
      schedule: { kind: 'constant', warmup: 0 },
      training: { epochs: 20, batch_size: 64, seed: 0 },
      monitor: { preset: 'standard', every_steps: 'auto', probe_samples: 128 },
      engine: 'auto',
    });
  });

  it('reads the example of the README without a problem', () => {
    const text = readFileSync(join(__dirname, '../../../examples/digits.fit.yaml'), 'utf8');
    const { settings, problems } = readConfig(text, 'yaml');
    assert.deepEqual(problems, []);
    assert.equal(settings?.optimizer.weight_decay, 2e-3);
    assert.deepEqual(settings?.schedule, { kind: 'cosine', warmup: 0.05 });
  });

  it('gives the same settings for YAML, JSON and JSONC', () => {
    const { settings } = readConfig(least, 'yaml');
    const json = JSON.stringify({
      dataset: { kind: 'bundled', name: 'digits' },
      model: { kind: 'mlp', hidden: [128, 64] },
      loss: 'cross_entropy',
      optimizer: { kind: 'adamw', learning_rate: 0.001 },
      training: { epochs: 20 },
    });
    assert.deepEqual(readConfig(json, 'json').settings, settings);
    const commented = json.replace('{', '{ // note\n').replace(/}$/, ',}');
    assert.deepEqual(readConfig(commented, 'jsonc').settings, settings);
  });

  it('takes sizes of modular addition from the modulus', () => {
    const dataset = (text: string) =>
      readConfig(changed('kind: bundled, name: digits', text), 'yaml').settings?.dataset;
    const made = dataset('kind: synthetic, name: modular-addition, classes: 23');
    assert.ok(made?.kind === 'synthetic');
    assert.deepEqual([made.classes, made.dimension, made.samples], [23, 46, 529]);
    const same = dataset('kind: synthetic, name: modular-addition, dimension: 46');
    assert.deepEqual(same, made);
  });

  it('reads anchors, aliases and merge keys', () => {
    const text =
      changed('adamw\n', 'adamw\n  <<: { weight_decay: &x 0.5, learning_rate: 9 }\n') +
      'schedule: { kind: cosine, warmup: *x }\n';
    const { settings, problems, places } = readConfig(text, 'yaml');
    assert.deepEqual(problems, []);
    assert.equal(settings?.optimizer.weight_decay, 0.5);
    assert.equal(settings?.optimizer.learning_rate, 0.001);
    assert.equal(settings?.schedule.warmup, 0.5);
    const span = (path: string) => {
      const { start, end } = places.valueSpan(path) ?? { start: 0, end: 0 };
      return text.slice(start, end);
    };
    assert.equal(span('optimizer.weight_decay'), '0.5');
    assert.equal(span('schedule.warmup'), '*x');
  });

  it('marks key and value characters, and none for what is not written', () => {
    for (const [text, language] of [
      [least, 'yaml'],
      ['{"optimizer": {"learning_rate": 1e-3 } }', 'json'],
    ] as const) {
      const { places } = readConfig(text, language);
      const value = places.valueSpan('optimizer.learning_rate');
      const key = places.keySpan('optimizer.learning_rate');
      assert.ok(value && key);
      assert.equal(text.slice(value.start, value.end), '1e-3');
      assert.match(text.slice(key.start, key.end), /^"?learning_rate"?$/);
      assert.equal(places.valueSpan('optimizer.weight_decay'), undefined);
      assert.equal(places.keySpan('optimizer.weight_decay'), undefined);
    }
  });

  it('ends a section where its last value ends', () => {
    const text = changed('1e-3\n', '1e-3 # note\n\n# about training\n');
    const span = readConfig(text, 'yaml').places.valueSpan('optimizer');
    assert.ok(span);
    assert.equal(text.slice(span.start, span.end), 'kind: adamw\n  learning_rate: 1e-3');
  });

  it('hints at numbers that PyYAML reads as texts, only when asked', () => {
    assert.deepEqual(readConfig(least, 'yaml').problems, []);
    const { settings, problems } = readConfig(least, 'yaml', { pythonHints: true });
    assert.ok(settings);
    assert.deepEqual(
      problems.map(({ severity, message }) => [severity, message]),
      [['hint', 'PyYAML reads 1e-3 as a text. 1.0e-3 is a number everywhere.']],
    );
    const portable = changed('1e-3', '1.0e-3');
    assert.deepEqual(readConfig(portable, 'yaml', { pythonHints: true }).problems, []);
  });

  it('never throws, and every problem lies in the text', () => {
    const torn = fc
      .tuple(fc.nat(least.length), fc.nat(6), fc.string({ maxLength: 6 }))
      .map(([at, cut, put]) => least.slice(0, at) + put + least.slice(at + cut));
    const text = fc.oneof(torn, fc.string(), fc.json());
    const language = fc.constantFrom<ConfigLanguage>('yaml', 'json', 'jsonc');
    fc.assert(
      fc.property(text, language, (given, as) => {
        const { settings, problems } = readConfig(given, as);
        assert.equal(
          settings === undefined,
          problems.some(({ severity }) => severity === 'error'),
        );
        for (const { span, line, column, message } of problems) {
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= given.length);
          const before = given.slice(0, span.start).split(/\r\n|\r|\n/);
          assert.deepEqual([line, column], [before.length, (before.at(-1)?.length ?? 0) + 1]);
          assert.ok(message.endsWith('.') || message.endsWith('?'), message);
        }
      }),
      { numRuns: 500 },
    );
  });

  for (const [what, text, language] of [
    ['brackets without end', '['.repeat(20000), 'yaml'],
    ['brackets without end', '['.repeat(20000), 'json'],
    ['braces in braces', '{a: '.repeat(500) + '}'.repeat(500), 'yaml'],
    ['keys in keys, which take exponential time', '? '.repeat(500), 'yaml'],
    ['lists in lists', '- '.repeat(5000), 'yaml'],
    [
      'ever deeper lines',
      Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'yaml',
    ],
    ['a section that holds itself', `${least}x: &x\n  <<: *x\n`, 'yaml'],
    ['a list that holds itself', 'model: &x [*x]', 'yaml'],
    ['an alias without anchor', `${least}name: *x\n`, 'yaml'],
    ['a merge of a number', `${least}<<: 3\n`, 'yaml'],
    ['a second document', `${least}---\n${least}`, 'yaml'],
    ['a python tag', `${least}name: !!python/name:os.system x\n`, 'yaml'],
    ['nothing', '', 'json'],
  ] as const) {
    it(`says so when it meets ${what} in ${language}`, () => {
      const { settings, problems } = readConfig(text, language);
      assert.equal(settings, undefined);
      assert.ok(problems.length >= 1 && problems.length <= 10);
    });
  }
});
