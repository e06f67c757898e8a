import assert from 'node:assert/strict';
import { readConfig } from '../../../src/config/readConfig';
import { parseParameter, parseRange } from '../../../src/config/sweep/parseRange';
import { sweepParameters } from '../../../src/config/sweep/sweepChecks';
import { digitsConfig } from '../../support/configFile';

describe('a range of a parameter', () => {
  it('is an interval with or without points, or a list', () => {
    assert.deepEqual(parseRange('log:1e-5..1e-1:7'), {
      kind: 'log',
      low: 1e-5,
      high: 0.1,
      points: 7,
    });
    assert.deepEqual(parseRange(' lin: -1 .. 0.5 '), { kind: 'lin', low: -1, high: 0.5 });
    assert.deepEqual(parseRange('list:adam, "3",3,true'), {
      kind: 'list',
      values: ['adam', '3', 3, true],
    });
    assert.deepEqual(parseRange('list:[64],[128, 64]'), {
      kind: 'list',
      values: [[64], [128, 64]],
    });
    assert.deepEqual(parseParameter('a.b=list:x=y'), {
      path: 'a.b',
      range: { kind: 'list', values: ['x=y'] },
    });
  });

  it('is refused with what was seen', () => {
    const refusals = [
      ['log:0..1', /starts at 0/],
      ['log:-1..1', /starts at -1/],
      ['lin:1..1', /from 1 to 1; LOW must be less/],
      ['lin:1..x', /with two numbers/],
      ['lin:1..2:1', /has "1" points/],
      ['lin:1..2:2.5', /has "2.5" points/],
      ['list:a,,b', /empty value/],
      ['list:a,a', /"a" twice/],
      ['logarithmic', /not of the form log:/],
    ] as const;
    for (const [text, message] of refusals) {
      const range = parseRange(text);
      assert.ok('refused' in range, text);
      assert.match(range.refused, message);
    }
    assert.ok('refused' in parseParameter('log:1..2'));
    assert.ok('refused' in parseParameter('a..b=list:1'));
  });
});

describe('the section sweep of a config', () => {
  const read = (section: string) => readConfig(`${digitsConfig(3)}sweep:\n${section}`, 'yaml');

  it('knows its parameters, and which take whole numbers', () => {
    const { settings, raw, problems } = read(`  parameters:
    optimizer.weight_decay: log:1e-5..1e-1:3
    training.epochs: lin:1..9:3
    training.batch_size: lin:16..64
    model.hidden.0: [8, 16]
    model.init.scale: { not: right }
`);
    assert.equal(settings, undefined);
    assert.match(problems[0]?.message ?? '', /sweep\.parameters\.model\.init\.scale is a section/);
    void raw;
    const right = read(`  parameters:
    optimizer.weight_decay: log:1e-5..1e-1:3
    training.epochs: lin:1..9:3
    training.batch_size: lin:16..64
    model.hidden.0: [8, 16]
`);
    assert.ok(right.settings, right.problems[0]?.message);
    assert.deepEqual(sweepParameters(right.settings, right.raw), {
      'optimizer.weight_decay': { kind: 'log', low: 1e-5, high: 0.1, points: 3 },
      'training.epochs': { kind: 'lin', low: 1, high: 9, points: 3, whole: true },
      'training.batch_size': { kind: 'lin', low: 16, high: 64, whole: true },
      'model.hidden.0': { kind: 'list', values: [8, 16] },
    });
    assert.deepEqual([right.settings.sweep?.seed, right.settings.sweep?.prune], [0, 'all']);
  });

  it('is told at the place of the value that is wrong', () => {
    const sections = [
      ['  parameters: { optimizer.weight_decay: "lin:-1..1" }\n', /weight_decay is -1; it must be/],
      ['  parameters: { optimizer.decay: [1] }\n', /optimizer\.decay is not known/],
      ['  parameters: { sweep.seed: [1] }\n', /belongs to the sweep itself/],
      ['  parameters: { loss: [mse, hinge] }\n', /loss is the text "hinge"/],
      ['  parameters: { loss: [] }\n', /parameters\.loss/],
      [
        '  parameters: { loss: [mse] }\n  searches: grid\n',
        /sweep\.searches is not known.*sweep\.search\?/,
      ],
      [
        '  parameters: { loss: [mse] }\n  search: grit\n',
        /sweep\.search is the text "grit".*grid\?/,
      ],
      ['  search: grid\n', /sweep\.parameters is missing/],
    ] as const;
    for (const [section, message] of sections) {
      const { settings, problems } = read(section);
      assert.equal(settings, undefined, section);
      assert.match(problems[0]?.message ?? '', message);
      assert.ok((problems[0]?.line ?? 0) >= 11, section);
    }
  });
});
