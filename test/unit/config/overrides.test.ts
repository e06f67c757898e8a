import assert from 'node:assert/strict';
import { applyOverrides, parseOverride } from '../../../src/config/overrides';
import { readConfig } from '../../../src/config/readConfig';
import { least } from './sample';

describe('overrides', () => {
  it('stand in for values of the text, and make sections that it lacks', () => {
    const { settings, problems } = readConfig(least, 'yaml', {
      overrides: {
        'optimizer.weight_decay': 0.003,
        'model.hidden.1': 32,
        'model.init.scale': 2,
        'schedule.kind': 'cosine',
        'dataset.standardize': false,
      },
    });
    assert.deepEqual(problems, []);
    assert.equal(settings?.optimizer.weight_decay, 0.003);
    assert.deepEqual(settings.model.kind === 'mlp' && settings.model.hidden, [128, 32]);
    assert.deepEqual(settings.model.init, { scheme: 'he_normal', scale: 2 });
    assert.equal(settings.schedule.kind, 'cosine');
    assert.equal(settings.dataset.standardize, false);
  });

  it('leave the given data as they are', () => {
    const raw = { a: { b: 1, c: [1, 2] } };
    assert.deepEqual(applyOverrides(raw, { 'a.c.0': 5 }).raw, { a: { b: 1, c: [5, 2] } });
    assert.deepEqual(raw, { a: { b: 1, c: [1, 2] } });
  });

  for (const [path, value, says] of [
    [
      'optimizer.learning_rate',
      'fast',
      /^Override optimizer.learning_rate=fast: .*a number above 0/,
    ],
    ['optimizer.weigth_decay', 1, /^Override .*Did you mean optimizer.weight_decay/],
    ['loss.x', 3, /^Override .*loss is the text "cross_entropy", not a section/],
    ['model.hidden.2', 3, /^Override .*model.hidden has 2 entries/],
    ['training', 3, /^Override .*training is 3; it must be a section with epochs/],
  ] as const) {
    it(`say what is wrong with ${path}=${value}`, () => {
      const { settings, problems } = readConfig(least, 'yaml', { overrides: { [path]: value } });
      assert.equal(settings, undefined);
      assert.deepEqual(
        problems.map(({ path: at, origin }) => [at, origin]),
        [[path, 'override']],
      );
      assert.match(problems[0]?.message ?? '', says);
    });
  }

  it('can right a wrong value of the text', () => {
    const text = least.replace('1e-3', 'fast');
    const { settings } = readConfig(text, 'yaml', { overrides: { 'optimizer.learning_rate': 1 } });
    assert.equal(settings?.optimizer.learning_rate, 1);
  });

  it('are read from path=value', () => {
    const value = (text: string) => parseOverride(text);
    assert.deepEqual(value('a.b=3e-3'), { path: 'a.b', value: 0.003 });
    assert.deepEqual(value('a.b = -1.'), { path: 'a.b', value: -1 });
    assert.deepEqual(value('a=true'), { path: 'a', value: true });
    assert.deepEqual(value('a=all'), { path: 'a', value: 'all' });
    assert.deepEqual(value('name="3"'), { path: 'name', value: '3' });
    assert.deepEqual(value('name=a=b'), { path: 'name', value: 'a=b' });
    assert.deepEqual(value('a=[128, 6e1]'), { path: 'a', value: [128, 60] });
    assert.deepEqual(value('a=[x, "3"]'), { path: 'a', value: ['x', '3'] });
    assert.deepEqual(value('a=[]'), { path: 'a', value: [] });
    for (const wrong of ['a', '=3', 'a=', 'a..b=3', ''])
      assert.ok('refused' in value(wrong), wrong);
  });
});
