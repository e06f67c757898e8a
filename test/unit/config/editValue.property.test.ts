import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { parse as parseYaml } from 'yaml';
import type { ConfigLanguage } from '../../../src/config/configLanguage';
import { editValue } from '../../../src/config/edit/editValue';
import { formatNumber } from '../../../src/config/formatNumber';
import {
  arbitraryData,
  arbitraryLayout,
  editedPaths,
  writeJson,
  writeYaml,
  type Data,
  type Layout,
} from './arbitraryConfig';

const anyNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0.003, 0.0030000000000000005, 1, 0, 1e-4, 0.05, 2e6),
);

describe('an edited config, whatever its layout', () => {
  for (const language of ['yaml', 'json', 'jsonc'] as const) {
    it(`has the new value, every other value and every other character, in ${language}`, () => {
      let replaced = 0;
      let inserted = 0;
      fc.assert(
        fc.property(
          arbitraryData,
          arbitraryLayout,
          fc.constantFrom(...editedPaths),
          anyNumber,
          (data, layout, path, value) => {
            const text = write(data, layout, language);
            const edited = editValue(text, language, path, value);
            assert.ok('edits' in edited, `${JSON.stringify(edited)} in\n${text}`);
            const expected = withValue(data, path.split('.'), Number(formatNumber(value)));
            assert.deepEqual(read(edited.text, language), expected, edited.text);
            if (holds(data, path)) {
              replaced++;
              assertOnlyTheNumber(text, edited.edits, data, path);
            } else {
              inserted++;
              assert.ok(
                edited.edits.every(({ start, end }) => start === end || isBlank(text, start, end)),
              );
              assertLinesSurvive(text, edited.text);
              assert.equal(/[\r\n]$/.test(edited.text), /[\r\n]$/.test(text));
            }
            const endings = new Set(edited.text.match(/\r\n|\r|\n/g) ?? []);
            assert.ok(endings.size <= 1, `mixed line endings in ${JSON.stringify(edited.text)}`);
          },
        ),
        { numRuns: 400 },
      );
      assert.ok(replaced > 20 && inserted > 20, `${replaced} replaced, ${inserted} inserted`);
    });
  }

  it('is taken back by setting the old value, when the spelling is the plain one', () => {
    fc.assert(
      fc.property(arbitraryData, arbitraryLayout, (data, layout) => {
        const full = withValue(data, ['model', 'init', 'scale'], 0.5);
        const text = writeYaml(full, layout);
        const there = editValue(text, 'yaml', 'model.init.scale', 0.25);
        assert.ok('text' in there);
        const back = editValue(there.text, 'yaml', 'model.init.scale', 0.5);
        assert.ok('text' in back);
        assert.equal(back.text, text);
      }),
      { numRuns: 100 },
    );
  });
});

function write(data: Data, layout: Layout, language: ConfigLanguage): string {
  return language === 'yaml' ? writeYaml(data, layout) : writeJson(data, layout, language);
}

/** By the libraries themselves, not by the code under test. */
function read(text: string, language: ConfigLanguage): unknown {
  if (language === 'yaml') return parseYaml(text);
  if (language === 'json') return JSON.parse(text);
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
  assert.deepEqual(errors, []);
  return value;
}

function withValue(data: Data, [key = '', ...rest]: readonly string[], value: number): Data {
  const inside = data[key];
  const section = typeof inside === 'object' ? inside : {};
  return { ...data, [key]: rest.length === 0 ? value : withValue(section, rest, value) };
}

function valueAt(data: Data, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Data | undefined)?.[key], data);
}

function holds(data: Data, path: string): boolean {
  return valueAt(data, path) !== undefined;
}

function assertOnlyTheNumber(
  text: string,
  edits: readonly { readonly start: number; readonly end: number }[],
  data: Data,
  path: string,
): void {
  assert.ok(edits.length <= 1);
  for (const { start, end } of edits) {
    assert.equal(Number(text.slice(start, end)), valueAt(data, path));
    assert.match(text.slice(0, start), new RegExp(`${path.split('.').at(-1)}"?: ?$`));
  }
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}

/** Every line is still there in its order; at most one gained something. */
function assertLinesSurvive(before: string, after: string): void {
  const lines = after.split(/\r?\n/);
  const lost = before.split(/\r?\n/).filter((line) => {
    const at = lines.indexOf(line);
    if (at >= 0) lines.splice(0, at + 1);
    return at < 0;
  });
  assert.ok(lost.length <= 1, `changed lines: ${JSON.stringify(lost)}`);
}
