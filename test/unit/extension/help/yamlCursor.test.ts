import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isSection, type Segments } from '../../../../src/config/configPath';
import { parseConfig } from '../../../../src/config/parseConfig';
import { yamlCursor } from '../../../../src/extension/help/yamlCursor';

/** The bar is the cursor. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  assert.ok(offset >= 0);
  return yamlCursor(marked.replace('|', ''), offset);
}

/** Where a key would go, as `section.` with the word in brackets; a value as `path=word`. */
function said(marked: string): string {
  const cursor = at(marked);
  const text = marked.replace('|', '');
  if (cursor.kind === 'none') return 'none';
  const word = text.slice(cursor.word.start, cursor.word.end);
  if (cursor.kind === 'value') return `${cursor.path.join('.')}=${word}`;
  return `${[...cursor.section, ''].join('.')}[${word}]`;
}

describe('the cursor in YAML', () => {
  const places: readonly (readonly [string, string])[] = [
    ['|', '[]'],
    ['na|', '[na]'],
    ['na|me: x', '[name]'],
    ['model:\n  |', 'model.[]'],
    ['model:\n|', '[]'],
    ['model:\n  kind: mlp\n  |', 'model.[]'],
    ['model:\n  kind: mlp\n  hid|', 'model.[hid]'],
    ['model:\n  kind: mlp\n|\nloss: mse', '[]'],
    ['model:\n  kind: mlp\n\n  |\n  hidden: [1]\nloss: mse', 'model.[]'],
    ['model:\r\n  kind: mlp\r\n  |\r\nloss: mse', 'model.[]'],
    ['model:\n  init:\n    sc|\n  dropout: 0', 'model.init.[sc]'],
    ['model:\n  init:\n    scale: 1\n  |', 'model.[]'],
    ['model:\n  kind: |', 'model.kind='],
    ['model:\n  kind:|', 'model.kind='],
    ['model:\n  kind: m|lp', 'model.kind=mlp'],
    ['model:\n  kind: mlp|  # a comment', 'model.kind=mlp'],
    ['model:\n  kind: mlp  # a com|ment', 'none'],
    ['model:\n  kind: mlp  |', 'none'],
    ['# a com|ment', 'none'],
    ['  #|', 'none'],
    ['model: # which\n  |', 'model.[]'],
    ['"model":\n  "ki|nd": mlp', 'model.["kind"]'],
    ['model:\n  kind: "m|lp"', 'model.kind="mlp"'],
    ['model: &m\n  kind: |', 'model.kind='],
    ['model: !!map\n  |', 'model.[]'],
    ['a: |-', 'a=-'],
    ['schedule: { | }', 'schedule.[]'],
    ['schedule: {|}', 'schedule.[]'],
    ['schedule: { ki| }', 'schedule.[ki]'],
    ['schedule: { kind: | }', 'schedule.kind='],
    ['schedule: { kind:| }', 'schedule.kind='],
    ['schedule: { kind: co|sine }', 'schedule.kind=cosine'],
    ['schedule: { kind: cosine, | }', 'schedule.[]'],
    ['schedule: { kind: cosine,| }', 'schedule.[]'],
    ['schedule: { kind: cosine, w|armup: 0 }', 'schedule.[warmup]'],
    ['schedule: { kind: cosine, warmup: 0|.05 }', 'schedule.warmup=0.05'],
    ['schedule: { kind: cosine, |', 'schedule.[]'],
    ['schedule: {\n  kind: cosine, # shape\n  |\n}', 'schedule.[]'],
    ['schedule: {\n  kind: cosine, # sh|ape\n}', 'none'],
    ['model: { init: { | }, dropout: 0 }', 'model.init.[]'],
    ['model: { init: { scale: 1 }, | }', 'model.[]'],
    ['model: { hidden: [1, |], dropout: 0 }', 'none'],
    ['model: { hidden: [1, 2], drop| }', 'model.[drop]'],
    ['model:\n  hidden: [12|8, 64]', 'none'],
    ['model:\n  hidden: [128, 64]\n  |', 'model.[]'],
    ['model:\n  hidden: [128,\n    64]\n  |', 'model.[]'],
    ['schedule: { kind: cosine }\n|', '[]'],
    ['schedule: { kind: cosine } |', 'none'],
    ['schedule: { "kind": "co|sine" }', 'schedule.kind="cosine"'],
    ['dataset:\n  features:\n    - a|', 'none'],
    ['dataset:\n  features:\n    - a\n  |', 'dataset.[]'],
  ];
  for (const [marked, expected] of places) {
    it(`is at ${expected} in ${JSON.stringify(marked)}`, () => {
      assert.equal(said(marked), expected);
    });
  }

  it('is nowhere inside a block of text', () => {
    const text = 'name: |\n  model:\n    \n  kind: \nloss: ';
    for (const inside of ['model:', '    \n', 'kind: ']) {
      const offset = text.indexOf(inside) + inside.length - 1;
      assert.equal(yamlCursor(text, offset).kind, 'none', inside);
    }
    assert.equal(yamlCursor(text, text.length).kind, 'value');
  });

  it('tells a key that has its colon from one that has none', () => {
    const isDone = (marked: string): boolean => {
      const cursor = at(marked);
      return cursor.kind === 'key' && cursor.hasColon;
    };
    assert.ok(isDone('mod|el: 1'));
    assert.ok(!isDone('mod|el'));
    assert.ok(isDone('a: { mod|el: 1 }'));
    assert.ok(!isDone('a: { mod|el }'));
  });

  const folder = join(__dirname, '../../../../examples');
  const examples = readdirSync(folder).filter((name) => name.endsWith('.fit.yaml'));
  it('agrees with the parser about every key and value of the examples', () => {
    let seen = 0;
    for (const name of examples) seen += agree(readFileSync(join(folder, name), 'utf8'));
    assert.ok(seen > 100, `saw only ${seen} places`);
  });

  it('has an answer at every offset of any text', () => {
    const piece = fc.constantFrom(
      ...['{', '}', '[', ']', ':', ': ', ',', '\n', '\n  ', '\r\n', '#', ' # ', '"', "'", 'kind'],
      ...['- ', '|', '>', '&a ', '*a', '!x ', '  ', '1e-3', '\\', '\t'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('');
        for (let offset = 0; offset <= text.length; offset++) {
          const cursor = yamlCursor(text, offset);
          const isInsideLineEnding = text.slice(offset - 1, offset + 1) === '\r\n';
          if (cursor.kind === 'none' || isInsideLineEnding) continue;
          const { start, end } = cursor.word;
          assert.ok(0 <= start && start <= offset && offset <= end && end <= text.length);
        }
      }),
    );
  });
});

/** Compares with the parser's places; gives how many were compared. */
function agree(text: string): number {
  const { value, places } = parseConfig(text, 'yaml');
  let seen = 0;
  const visit = (data: unknown, path: Segments): void => {
    if (!isSection(data)) return;
    for (const [key, inner] of Object.entries(data)) {
      const own = [...path, key];
      const keySpan = places.keySpan(own);
      assert.ok(keySpan);
      const onKey = yamlCursor(text, keySpan.start + 1);
      assert.ok(onKey.kind === 'key', `${own.join('.')}: ${onKey.kind}`);
      assert.deepEqual([onKey.section, onKey.word], [path, keySpan]);
      seen++;
      visit(inner, own);
      const span = places.valueSpan(own);
      if (isSection(inner) || Array.isArray(inner) || !span) continue;
      const onValue = yamlCursor(text, span.end);
      assert.ok(onValue.kind === 'value', `${own.join('.')}: ${onValue.kind}`);
      assert.deepEqual([onValue.path, onValue.word], [own, span]);
    }
  };
  visit(value, []);
  return seen;
}
