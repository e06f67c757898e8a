import assert from 'node:assert/strict';
import { formatPath } from '../../../../src/config/configPath';
import type { ConfigLanguage } from '../../../../src/config/configLanguage';
import { parseConfig } from '../../../../src/config/parseConfig';
import { pathAt } from '../../../../src/extension/help/pathAt';
import { schemaMarkdown } from '../../../../src/extension/help/schemaMarkdown';

const yaml = `model:
  kind: mlp
  hidden: [128, 64]
  init: { scheme: he_normal, scale: 1.0 }
optimizer:
  weight_decay: 1e-4  # small
  "learning_rate": 1e-3
`;

function found(text: string, word: string, language: ConfigLanguage = 'yaml') {
  const { value, places } = parseConfig(text, language);
  return pathAt(value, places, text.indexOf(word) + 1);
}

describe('the path at an offset', () => {
  const rows: readonly (readonly [string, string, 'key' | 'value'])[] = [
    ['model', 'model', 'key'],
    ['mlp', 'model.kind', 'value'],
    ['64', 'model.hidden.1', 'value'],
    ['scale', 'model.init.scale', 'key'],
    ['1.0', 'model.init.scale', 'value'],
    ['1e-4', 'optimizer.weight_decay', 'value'],
    ['"learning_rate"', 'optimizer.learning_rate', 'key'],
  ];
  for (const [word, path, on] of rows) {
    it(`of ${word} is ${path}`, () => {
      const at = found(yaml, word);
      assert.ok(at);
      assert.deepEqual([formatPath(at.path), at.on], [path, on]);
      assert.equal(yaml.slice(at.span.start, at.span.end), word);
    });
  }

  it('is none in comments and blanks', () => {
    assert.equal(found(yaml, '# small'), undefined);
    assert.equal(found('a: 1\n\n\nb: 2\n', '\n\nb'), undefined);
  });

  it('is found in JSON', () => {
    const text = '{ "optimizer": { "weight_decay": 0.5 } }';
    assert.equal(formatPath(found(text, '0.5', 'json')?.path ?? []), 'optimizer.weight_decay');
    assert.equal(formatPath(found(text, '"weight', 'json')?.path ?? []), 'optimizer.weight_decay');
  });
});

describe('what a key means', () => {
  const raw = { model: { kind: 'mlp' }, optimizer: { kind: 'adamw' }, schedule: { kind: 'step' } };
  const says = (path: string) =>
    schemaMarkdown(path.split('.'), raw)?.replace(/\\/g, '') ?? 'nothing';

  it('tells description, range and default', () => {
    assert.equal(
      says('optimizer.weight_decay'),
      '**optimizer.weight_decay**\n\nPull of the weights towards 0.\n\n' +
        'A number of at least 0. 0 when left out.',
    );
  });

  it('tells the words that a value may be', () => {
    assert.match(says('loss'), /One of cross_entropy, logistic, mse\./);
  });

  it('tells about sections and about keys of the kind that is given', () => {
    assert.match(says('model'), /Dense layers/);
    assert.match(says('schedule.every'), /0\.3 when left out/);
    assert.equal(says('schedule.nothing'), 'nothing');
  });
});
