import assert from 'node:assert/strict';
import { editValues } from '../../../src/config/edit/editValues';
import { applyEdits } from '../../../src/config/edit/textEdit';
import { digitsConfig } from '../../support/configFile';

const text = digitsConfig(20);

describe('several values at once', () => {
  it('change their characters and no others, numbers and words and lists', () => {
    const edited = editValues(text, 'yaml', {
      'model.hidden': [32, 16],
      'optimizer.kind': 'sgd',
      'optimizer.weight_decay': 3e-3,
    });
    assert.ok(!('refused' in edited), JSON.stringify(edited));
    const wanted = text
      .replace('[64]', '[32, 16]')
      .replace('adamw', 'sgd')
      .replace('weight_decay: 1e-4', 'weight_decay: 3e-3');
    assert.equal(edited.text, wanted);
    assert.equal(applyEdits(text, edited.edits), wanted);
    assert.equal(edited.edits.length, 3);
  });

  it('are spelled as JSON where the config is', () => {
    const json = '{ // hot\n  "optimizer": { "kind": "adamw", "learning_rate": 1e-3 } }\n';
    const edited = editValues(json, 'jsonc', { 'optimizer.kind': 'sgd' });
    assert.ok(!('refused' in edited));
    assert.equal(edited.text, json.replace('"adamw"', '"sgd"'));
  });

  it('are left alone where the text has them, and refused where a word has no place', () => {
    assert.deepEqual(editValues(text, 'yaml', { 'optimizer.kind': 'adamw' }), { edits: [], text });
    const refused = editValues(text, 'yaml', { 'model.activation': 'gelu' });
    assert.ok('refused' in refused);
    assert.match(refused.refused, /Set model\.activation=gelu by hand/);
  });

  it('keep a word that would be something else without its quotes', () => {
    const edited = editValues('a: {b: x}\n', 'yaml', { 'a.b': '3' });
    assert.ok(!('refused' in edited));
    assert.equal(edited.text, 'a: {b: "3"}\n');
    const truth = editValues('a: {b: x}\n', 'yaml', { 'a.b': 'true' });
    assert.ok('refused' in truth || truth.text.includes('"true"'), JSON.stringify(truth));
  });
});
