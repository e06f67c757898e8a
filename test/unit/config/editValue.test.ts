import assert from 'node:assert/strict';
import type { ConfigLanguage } from '../../../src/config/configLanguage';
import { editValue } from '../../../src/config/edit/editValue';

/** [what, before, path, value, after], or a reason for after. */
type Row = readonly [string, string, string, number, string | RegExp];

const yaml: readonly Row[] = [
  ['keeps a file without a final newline so', 'a: 1\nb: 2', 'a', 3, 'a: 3\nb: 2'],
  ['appends to a file without a final newline', 'a:\n  b: 1', 'a.c', 3, 'a:\n  b: 1\n  c: 3'],
  ['appends before the end mark', '---\na: 1\n...\n', 'b', 3, '---\na: 1\nb: 3\n...\n'],
  ['keeps a byte order mark', '\uFEFFa: 1', 'b', 3, '\uFEFFa: 1\nb: 3'],
  [
    'appends behind a block of text',
    'o:\n  a: |\n    x\n\nz: 1',
    'o.b',
    2,
    'o:\n  a: |\n    x\n  b: 2\n\nz: 1',
  ],
  ['fills an empty value', 'a: # later\nb: 2', 'a', 1, 'a: 1 # later\nb: 2'],
  ['fills an empty section', 'a:\nb: 2', 'a.c', 1, 'a: { c: 1 }\nb: 2'],
  ['fills an empty file', '', 'optimizer.weight_decay', 0.1, 'optimizer:\n  weight_decay: 0.1\n'],
  ['fills a file of comments', '# c', 'a', 1, '# c\na: 1\n'],
  ['fills empty braces', 'a: {}', 'a.b', 3, 'a: { b: 3 }'],
  ['edits an entry of a list', 'a: [1, 2.0]', 'a.1', 3, 'a: [1, 3.0]'],
  ['changes nothing when the value is there', 'a: 1.00 # x', 'a', 1, 'a: 1.00 # x'],
  ['replaces an alias, not its anchor', 'a: &x 1e-3\nb: *x\n', 'b', 0.3, 'a: &x 1e-3\nb: 0.3\n'],
  [
    'hands an anchor on',
    'a: &x 1e-3 # c\nb: *x\nc: [*x]\n',
    'a',
    0.3,
    'a: 0.3 # c\nb: &x 1e-3\nc: [*x]\n',
  ],
  ['keeps an anchor that nobody uses', 'a: &x 1e-3\n', 'a', 0.3, 'a: &x 0.3\n'],
  [
    'overlays an aliased section',
    'a: &m { s: 1, t: 2 }\nb: *m\n',
    'b.s',
    2,
    'a: &m { s: 1, t: 2 }\nb: { <<: *m, s: 2 }\n',
  ],
  [
    'gives a merging section its own key',
    'a: &m { s: 1 }\nb:\n  <<: *m\n',
    'b.s',
    2,
    'a: &m { s: 1 }\nb:\n  <<: *m\n  s: 2\n',
  ],
  [
    'changes an own key before a merged one',
    'a: &m { s: 1 }\nb: { <<: *m, s: 3 }\n',
    'b.s',
    2,
    'a: &m { s: 1 }\nb: { <<: *m, s: 2 }\n',
  ],
  [
    'overlays section in section',
    'a: &m { i: &i { s: 1 } }\nb: *m\n',
    'b.i.s',
    2,
    'a: &m { i: &i { s: 1 } }\nb: { <<: *m, i: { <<: *i, s: 2 } }\n',
  ],
  [
    'refuses what it cannot overlay',
    'a: &m { i: { s: 1 } }\nb: *m\n',
    'b.i.s',
    2,
    /stands behind the alias \*m/,
  ],
  [
    'refuses to change a shared section',
    'a: &m { s: 1 }\nb: *m\n',
    'a.s',
    2,
    /line 2 uses too, through \*m/,
  ],
  ['refuses to add to a shared section', 'a: &m { s: 1 }\nb: *m\n', 'a.t', 2, /line 2 uses too/],
  [
    'edits a shared section whose users have their own value',
    'a: &m { s: 1 }\nb: { <<: *m, s: 3 }\n',
    'a.s',
    2,
    'a: &m { s: 2 }\nb: { <<: *m, s: 3 }\n',
  ],
  ['refuses a section', 'a: { b: 1 }', 'a', 2, /section or a list, not a number/],
  ['refuses what is below a number', 'a: 1', 'a.b', 2, /a is not a section/],
  ['refuses an entry that a list lacks', 'a: [1]', 'a.1', 2, /no entry 1/],
  ['refuses a malformed text', 'a: 1\nb: [', 'a', 2, /before line 2 is right/],
  [
    'refuses a section that holds itself',
    'a: &x { b: *x, c: 1 }',
    'a.c',
    2,
    /line 1 uses too, through \*x/,
  ],
  ['refuses infinity', 'a: 1', 'a', Infinity, /not a value/],
];

const jsonc: readonly Row[] = [
  [
    'puts a section in its order',
    '{\n\t"training": { "epochs": 1 } // c\n}',
    'optimizer.weight_decay',
    0.1,
    '{\n\t"optimizer": { "weight_decay": 0.1 },\n\t"training": { "epochs": 1 } // c\n}',
  ],
  [
    'puts the comma before a comment',
    '{\n  "a": 1 // c\n}',
    'b',
    2,
    '{\n  "a": 1, // c\n  "b": 2\n}',
  ],
  ['keeps a trailing comma', '{\n  "a": 1, // c\n}', 'b', 2, '{\n  "a": 1, // c\n  "b": 2,\n}'],
  ['keeps a text without blanks so', '{"a":1,"m":{"k":2}}', 'm.b', 3, '{"a":1,"m":{"k":2,"b":3}}'],
  [
    'nests as the text does',
    '{\n  "m": {\n    "k": 1\n  }\n}',
    'm.i.s',
    2,
    '{\n  "m": {\n    "k": 1,\n    "i": {\n      "s": 2\n    }\n  }\n}',
  ],
  ['fills an empty object', '{}', 'a', 1, '{ "a": 1 }'],
  ['refuses an object', '{"a":{}}', 'a', 1, /holds a object, not a number|not a number/],
];

describe('an edit of one value', () => {
  for (const row of yaml) check(row, 'yaml');
  for (const row of jsonc) check(row, 'jsonc');
});

function check([what, before, path, value, after]: Row, language: ConfigLanguage): void {
  it(`${what} (${language})`, () => {
    const edited = editValue(before, language, path, value);
    if (typeof after === 'string') {
      assert.ok('text' in edited, JSON.stringify(edited));
      assert.equal(edited.text, after);
    } else {
      assert.ok('refused' in edited, JSON.stringify(edited));
      assert.match(edited.refused, after);
    }
  });
}
