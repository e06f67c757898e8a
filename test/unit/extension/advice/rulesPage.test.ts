import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rules } from '../../../../src/diagnosis/rules';
import { rulesPage, withRecords } from '../../../support/rulesPage';

describe('the page on the rules', () => {
  const page = readFileSync(rulesPage, 'utf8');
  const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);

  it('has a section for every rule and for nothing else, in the order of the rules', () => {
    assert.ok(rules.length > 10);
    assert.deepEqual(
      headings,
      rules.map(({ id }) => id),
    );
  });

  it('says in each what is seen, what it means, what to do and where it ends', () => {
    const sections = page.split(/^## /m).slice(1);
    for (const section of sections) {
      const heading = section.slice(0, section.indexOf('\n'));
      for (const part of ['Seen', 'Means', 'Advice', 'Limits']) {
        assert.ok(section.includes(`**${part}**: `), `${heading} lacks ${part}`);
      }
    }
  });

  it('has the record of every rule that has one, as the code has it', () => {
    for (const { id, record } of rules) {
      assert.equal(page.includes(`<!-- record: ${id} -->`), record !== undefined, id);
    }
    assert.equal(
      withRecords(page),
      page,
      'npx tsx test/support/rulesPage.ts writes the records into docs/rules.md',
    );
  });
});
