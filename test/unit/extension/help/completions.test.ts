import assert from 'node:assert/strict';
import { readConfig } from '../../../../src/config/readConfig';
import { completions, type Suggestion } from '../../../../src/extension/help/completions';

/** The bar is the cursor. */
function at(marked: string): readonly Suggestion[] {
  return completions(marked.replace('|', ''), marked.indexOf('|'));
}

function labels(marked: string): readonly string[] {
  return at(marked).map(({ label }) => label);
}

function find(marked: string, label: string): Suggestion {
  const found = at(marked).find((suggestion) => suggestion.label === label);
  assert.ok(found, `${label} is not among ${labels(marked).join(', ')}`);
  return found;
}

/** The text with a suggestion taken, first choices and defaults typed. */
function taken(marked: string, label: string): string {
  const text = marked.replace('|', '');
  const { snippet, replaces, detail } = find(marked, label);
  const indent = /(^|\n)([ ]*)[^\n]*$/.exec(text.slice(0, replaces.start))?.[2] ?? '';
  const plain = snippet
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, detail.startsWith('a text') ? 'word' : '1')
    .replaceAll('\n', `\n${indent}`);
  return text.slice(0, replaces.start) + plain + text.slice(replaces.end);
}

const minimal = `dataset: { kind: bundled, name: digits }
model:
  kind: mlp
  hidden: [8]
loss: cross_entropy
optimizer:
  kind: adamw
  learning_rate: 1e-3
training: { epochs: 2 }
`;

describe('completion in YAML', () => {
  it('offers the sections of an empty config, the required first', () => {
    assert.deepEqual(labels('|'), [
      ...['dataset', 'model', 'loss', 'optimizer', 'training'],
      ...['name', 'schedule', 'monitor', 'engine', 'sweep'],
    ]);
  });

  it('leaves out what the section has already, but not the key under the cursor', () => {
    assert.deepEqual(labels(minimal + '|'), ['name', 'schedule', 'monitor', 'engine', 'sweep']);
    const inside = labels(minimal.replace('learning_rate', 'learn|ing_rate'));
    assert.deepEqual(inside, ['learning_rate', 'weight_decay', 'momentum']);
  });

  it('offers the keys of the kind that is given', () => {
    const keys = (kind: string) => labels(`model:\n  kind: ${kind}\n  |`);
    assert.ok(keys('mlp').includes('hidden') && !keys('mlp').includes('channels'));
    assert.ok(keys('cnn').includes('channels') && !keys('cnn').includes('hidden'));
    assert.ok(keys('').includes('width') && keys('').includes('hidden'));
  });

  it('offers words with what each means', () => {
    const found = at('dataset:\n  kind: |');
    assert.deepEqual(
      found.map(({ label }) => label),
      ['bundled', 'csv', 'idx', 'npy', 'synthetic'],
    );
    assert.match(found[1]?.description ?? '', /header line/);
    assert.deepEqual(labels('dataset:\n  kind: bundled\n  name: |'), [
      'digits',
      'fashion-mnist-mini',
    ]);
    assert.ok(labels('dataset: { kind: synthetic, name: | }').includes('two-moons'));
  });

  it('replaces the word that is there, however much of it is typed', () => {
    for (const marked of ['loss: |mse', 'loss: m|se', 'loss: mse|']) {
      assert.equal(taken(marked, 'logistic'), 'loss: logistic');
    }
    assert.equal(taken('loss:|', 'mse'), 'loss: mse');
    assert.equal(taken('lo|: mse', 'loss'), 'loss: mse');
  });

  it('offers defaults, true and false, and the words beside numbers', () => {
    assert.deepEqual(labels('training:\n  batch_size: |'), ['all', '64']);
    assert.deepEqual(labels('dataset:\n  kind: bundled\n  standardize: |'), ['true', 'false']);
    assert.deepEqual(labels('optimizer: { momentum: | }'), ['0.9']);
  });

  it('offers a whole section in braces where a section is wanted', () => {
    assert.equal(taken('schedule: |', '{ kind: one_cycle }'), 'schedule: { kind: one_cycle }');
  });

  it('has nothing to offer in comments, lists and names', () => {
    for (const marked of ['# |', 'model: { hidden: [|] }', 'name: |', 'name: digits\n  |']) {
      assert.deepEqual(labels(marked), [], marked);
    }
  });

  it('works in a text that is broken where it is typed', () => {
    assert.ok(labels(minimal.replace('  kind: adamw', '  weight|\n  kind: adamw')).length > 0);
    assert.ok(labels(minimal + 'schedule: { kind: cosine, w|').includes('warmup'));
    assert.ok(labels('model:\n  kind: "mlp\n  |\nloss: mse').length >= 0);
  });

  it('writes nothing that the config would refuse, whichever key is taken', () => {
    let tried = 0;
    const places = [
      minimal + '|',
      minimal.replace('hidden: [8]\n', 'hidden: [8]\n  |\n'),
      minimal.replace('learning_rate: 1e-3\n', 'learning_rate: 1e-3\n  |\n'),
      minimal.replace('epochs: 2', 'epochs: 2, |'),
      minimal.replace('name: digits', 'name: digits, |'),
      minimal + 'schedule:\n  kind: step\n  |',
      minimal + 'monitor: { | }',
    ];
    for (const place of places) {
      for (const { label, detail } of at(place)) {
        // A section without required keys is filled by hand, as are the parameters of a sweep.
        if (/^a section(;|$)/.test(detail) || label === 'sweep') continue;
        const text = taken(place, label);
        const { problems } = readConfig(text, 'yaml');
        const refused = problems.filter(({ severity }) => severity === 'error');
        assert.deepEqual(refused, [], `${label} in\n${text}`);
        tried++;
      }
    }
    assert.ok(tried > 20, `tried only ${tried}`);
  });

  it('writes required sections whole, in lines or in braces', () => {
    assert.equal(taken('|', 'optimizer'), 'optimizer:\n  kind: sgd\n  learning_rate: 1');
    assert.equal(find('model: { | }', 'init').snippet, 'init: { $1 }');
    assert.match(
      find('|', 'model').snippet,
      /^model:\n {2}kind: \$\{1\|mlp,cnn,two_layer,linear\|\}$/,
    );
  });
});
