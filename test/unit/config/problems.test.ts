import assert from 'node:assert/strict';
import { readConfig } from '../../../src/config/readConfig';
import { changed, least } from './sample';

/** [text, path, marked characters, line:column, message]; one problem each. */
type Row = readonly [string, string, string, string, RegExp];

const errors: readonly Row[] = [
  [
    changed('1e-3', 'fast'),
    'optimizer.learning_rate',
    'fast',
    '8:18',
    /"fast"; it must be a number above 0/,
  ],
  [
    changed('1e-3', '0'),
    'optimizer.learning_rate',
    '0',
    '8:18',
    /is 0; it must be a number above 0/,
  ],
  [changed('1e-3', '.inf'), 'optimizer.learning_rate', '.inf', '8:18', /is Infinity; it must/],
  [
    changed('1e-3', '"1e-3"'),
    'optimizer.learning_rate',
    '"1e-3"',
    '8:18',
    /Write 1e-3 without quotes/,
  ],
  [changed('1e-3', '0,001'), 'optimizer.learning_rate', '0,001', '8:18', /Write 0\.001\./],
  [
    changed('  learning_rate: 1e-3\n', ''),
    'optimizer.learning_rate',
    'optimizer',
    '6:1',
    /is missing; it must be a number above 0/,
  ],
  [
    changed('loss: cross_entropy\n', ''),
    'loss',
    'd',
    '1:1',
    /missing.*cross_entropy, logistic, mse/,
  ],
  [
    changed('adamw', 'adamax'),
    'optimizer.kind',
    'adamax',
    '7:9',
    /one of sgd, momentum.*Did you mean adam/,
  ],
  [
    changed('adamw', 'adamww'),
    'optimizer.kind',
    'adamww',
    '7:9',
    /one of sgd, momentum.*Did you mean adamw\?/,
  ],
  [
    changed('digits', 'mnist'),
    'dataset.name',
    'mnist',
    '1:33',
    /one of digits, fashion-mnist-mini/,
  ],
  [
    changed('kind: bundled', 'kind: bundle'),
    'dataset.kind',
    'bundle',
    '1:18',
    /Did you mean bundled/,
  ],
  [
    changed('[128, 64]', '[128, 6.5]'),
    'model.hidden.1',
    '6.5',
    '4:17',
    /whole number of at least 1/,
  ],
  [changed('[128, 64]', '[]'), 'model.hidden', '[]', '4:11', /empty list.*at least one/],
  [changed('[128, 64]', '128'), 'model.hidden', '128', '4:11', /is 128; it must be a list/],
  [
    changed('[128, 64]', '[8]\n  dropout: 1'),
    'model.dropout',
    '1',
    '5:12',
    /at least 0 and below 1/,
  ],
  [
    changed('epochs: 20', 'epochs: 20, batch_size: al'),
    'training.batch_size',
    'al',
    '9:37',
    /whole number of at least 1, or all.*Did you mean all/,
  ],
  [
    changed('epochs: 20', 'epochs: 20, seed: -1'),
    'training.seed',
    '-1',
    '9:31',
    /from 0 to 4294967295/,
  ],
  [least + 'epochs: 3\n', 'epochs', 'epochs', '10:1', /it is training\.epochs/],
  [least + 'engin: onnx\n', 'engin', 'engin', '10:1', /Did you mean engine/],
  [least + 'x: 1\n', 'x', 'x', '10:1', /A config may have name, dataset/],
  [
    changed('adamw\n', 'adamw\n  wd: 0.1\n'),
    'optimizer.wd',
    'wd',
    '8:3',
    /Did you mean optimizer\.weight_decay/,
  ],
  [
    changed('adamw\n', 'adamw\n  weigth_decay: 0.1\n'),
    'optimizer.weigth_decay',
    'weigth_decay',
    '8:3',
    /Did you mean optimizer\.weight_decay/,
  ],
  [
    changed('adamw\n', 'adamw\n  constructor: 0.1\n'),
    'optimizer.constructor',
    'constructor',
    '8:3',
    /optimizer may have kind, learning_rate/,
  ],
  [
    changed('adamw\n', 'adamw\n  __proto__: {}\n'),
    'optimizer.__proto__',
    '__proto__',
    '8:3',
    /is not known/,
  ],
  [
    changed('digits', 'digits, path: a.csv'),
    'dataset.path',
    'path',
    '1:41',
    /goes with dataset\.kind csv; here it is bundled/,
  ],
  [
    least + 'schedule: { kind: cosine, every: 0.1 }\n',
    'schedule.every',
    'every',
    '10:27',
    /goes with schedule\.kind step/,
  ],
  [
    least + 'schedule: { kind: step, factor: 1 }\n',
    'schedule.factor',
    '1',
    '10:33',
    /above 0 and below 1/,
  ],
  [least + 'schedule: cosine\n', 'schedule', 'cosine', '10:11', /section with kind/],
  [least + 'monitor:\n', 'monitor', '', '10:9', /is empty; it must be a section/],
  [least + 'monitor: { probe_samples: 1 }\n', 'monitor.probe_samples', '1', '10:27', /at least 2/],
  [
    changed('digits', 'digits, standardize: yes'),
    'dataset.standardize',
    'yes',
    '1:54',
    /true or false\. Write true/,
  ],
  [least + 'loss: mse\n', '', 'loss', '10:1', /given twice/],
];

const crossErrors: readonly Row[] = [
  [
    changed('hidden: [128, 64]', 'hidden: [8]\n  centre_outputs: true')
      .replace('kind: bundled, name: digits', 'kind: synthetic, name: linear-teacher')
      .replace('cross_entropy', 'mse'),
    'model.centre_outputs',
    'true',
    '5:19',
    /one output: it would always be 0/,
  ],
  [
    changed('mlp\n  hidden: [128, 64]', 'linear\n  init: { output: balanced }'),
    'model.init.output',
    'balanced',
    '4:19',
    /needs a dense layer before/,
  ],
  [
    changed('mlp\n  hidden: [128, 64]', 'linear') + 'monitor: { preset: full }\n',
    'monitor.preset',
    'full',
    '9:20',
    /Use standard/,
  ],
  [
    changed('cross_entropy', 'logistic'),
    'loss',
    'logistic',
    '5:7',
    /10 classes. Use cross_entropy/,
  ],
  [
    changed('bundled, name: digits', 'idx, images: a, labels: b, validation_images: c'),
    'dataset.validation_images',
    'validation_images',
    '1:45',
    /validation_labels is missing/,
  ],
  [
    changed('bundled, name: digits', 'npy, inputs: a, targets: b, validation_targets: c'),
    'dataset.validation_targets',
    'validation_targets',
    '1:46',
    /validation_inputs is missing/,
  ],
  [
    changed('bundled, name: digits', 'csv, path: a, target: t, features: [x, t]'),
    'dataset.features.1',
    't',
    '1:57',
    /cannot be an input/,
  ],
  [
    changed('bundled, name: digits', 'synthetic, name: linear-teacher'),
    'loss',
    'cross_entropy',
    '5:7',
    /real-valued targets. Use mse/,
  ],
  [
    changed('bundled, name: digits', 'synthetic, name: clusters, samples: 9, train_samples: 10'),
    'dataset.train_samples',
    '10',
    '1:72',
    /samples is only 9/,
  ],
  [
    changed('bundled, name: digits', 'synthetic, name: modular-addition, dimension: 5'),
    'dataset.dimension',
    '5',
    '1:64',
    /must be even/,
  ],
  [
    changed('bundled, name: digits', 'synthetic, name: modular-addition, classes: 5, samples: 9'),
    'dataset.samples',
    '9',
    '1:74',
    /has 25 pairs/,
  ],
  [
    changed('bundled, name: digits', 'synthetic, name: two-moons').replace(
      'mlp\n  hidden',
      'cnn\n  dense: []\n  channels',
    ),
    'model.kind',
    'cnn',
    '3:9',
    /needs images/,
  ],
];

const warnings: readonly Row[] = [
  [
    changed('adamw\n', 'sgd\n  momentum: 0.9\n'),
    'optimizer.momentum',
    '0.9',
    '8:13',
    /sgd has no momentum/,
  ],
  [
    changed('adamw\n', 'adam\n  momentum: 0.5\n'),
    'optimizer.momentum',
    '0.5',
    '8:13',
    /does not use momentum/,
  ],
  [
    changed(
      'bundled, name: digits',
      'npy, inputs: a, targets: b, validation_inputs: c, validation_targets: d, validation: 0.2',
    ),
    'dataset.validation',
    '0.2',
    '1:103',
    /is not used/,
  ],
];

describe('problems of a config', () => {
  for (const row of [...errors, ...crossErrors]) check(row, 'error');
  for (const row of warnings) check(row, 'warning');

  it('are none for values that change nothing', () => {
    for (const text of [
      changed('adamw\n', 'adamw\n  momentum: 0.9\n'),
      changed('adamw\n', 'sgd\n  momentum: 0\n'),
    ]) {
      assert.deepEqual(readConfig(text, 'yaml').problems, []);
    }
  });

  it('are all told at once, in the order of the text', () => {
    const text = changed('adamw', 'adamm').replace('1e-3', '-1').replace('digits', 'digit');
    const { problems } = readConfig(text, 'yaml');
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['dataset.name', 'optimizer.kind', 'optimizer.learning_rate'],
    );
  });

  it('of tabs are one, at the first tab', () => {
    const mark = '  kind: mlp\n  hidden: [128, 64]';
    for (const [text, place, marked] of [
      [changed('  kind: mlp', '\tkind: mlp'), '3:1', '\t'],
      [changed(mark, '\tkind: mlp\n\thidden: [128, 64]'), '3:1', '\t'],
      [changed(mark, '  kind: mlp\n  \thidden: [128, 64]'), '4:3', '\t'],
      [changed('[128, 64]', '\n\t\t- 128'), '5:1', '\t\t'],
      [changed('{ epochs: 20 }', '{\n\tepochs: 20 }'), '10:1', '\t'],
      [least.replace(/^ +/gm, '\t'), '3:1', '\t'],
    ] as const) {
      const { problems } = readConfig(text, 'yaml');
      const told = problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
      assert.equal(told.length, 1, `${JSON.stringify(text)}: ${told.join(' | ')}`);
      assert.match(told[0]!, /indented with a tab.*spaces/);
      const { line, column, span } = problems[0]!;
      assert.equal(`${line}:${column}`, place);
      assert.equal(text.slice(span.start, span.end), marked);
    }
    assert.deepEqual(readConfig(changed('kind: mlp', 'kind:\tmlp'), 'yaml').problems, []);
  });

  it('of a .json file are comments and trailing commas, which a .jsonc file may have', () => {
    const text = '{ // hot\n "lr": 0.1, }';
    const messages = readConfig(text, 'json').problems.map(({ message }) => message);
    assert.equal(messages.length, 2);
    assert.match(messages[0] ?? '', /no comments/);
    assert.match(messages[1] ?? '', /comma before \}/);
    const { problems } = readConfig(text, 'jsonc');
    assert.ok(
      problems.some(({ path, line, column }) => path === 'lr' && line === 2 && column === 2),
    );
    assert.ok(problems.every(({ message }) => !/JSON/.test(message)));
  });

  it('of JSON are duplicate keys, at the second', () => {
    const { problems } = readConfig('{"a": 1,\r\n "a": 2}', 'jsonc');
    assert.deepEqual(
      problems.map(({ line, column, span }) => [line, column, span]),
      [[2, 2, { start: 11, end: 14 }]],
    );
  });
});

function check([text, path, marked, place, message]: Row, severity: 'error' | 'warning'): void {
  it(`${severity} at ${place}: ${message.source}`, () => {
    const { settings, problems } = readConfig(text, 'yaml');
    assert.equal(problems.length, 1, JSON.stringify(problems, null, 1));
    assert.equal(settings === undefined, severity === 'error');
    const [problem] = problems;
    assert.ok(problem);
    assert.match(problem.message, message);
    const { start, end } = problem.span;
    const seen = [
      problem.severity,
      problem.path,
      text.slice(start, end),
      `${problem.line}:${problem.column}`,
    ];
    assert.deepEqual(seen, [severity, path, marked, place]);
  });
}
