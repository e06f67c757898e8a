import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageOf } from '../../../src/config/configLanguage';
import { editValue } from '../../../src/config/edit/editValue';
import { readConfig } from '../../../src/config/readConfig';

interface Case {
  readonly before: string;
  readonly after: string;
  readonly path: string;
  readonly value: number;
}

const folder = join(__dirname, '../../golden/config');
const load = (name: string) => readFileSync(join(folder, name), 'utf8');
const cases = JSON.parse(load('cases.json')) as readonly Case[];

describe('edits of whole files', () => {
  for (const { before, after, path, value } of cases) {
    it(`sets ${path} to ${value} in ${before} as ${after} has it`, () => {
      const language = languageOf(before);
      assert.ok(language);
      const text = load(before);
      assert.deepEqual(readConfig(text, language).problems, []);
      const edited = editValue(text, language, path, value);
      assert.ok('text' in edited, JSON.stringify(edited));
      assert.equal(edited.text, load(after));
    });
  }

  it('uses every file of its folder', () => {
    const used = new Set(cases.flatMap(({ before, after }) => [before, after]));
    const there = readdirSync(folder).filter((name) => !/^\.|^cases\.json$/.test(name));
    assert.deepEqual([...used].sort(), there.sort());
    assert.ok(there.length > 0);
  });
});
