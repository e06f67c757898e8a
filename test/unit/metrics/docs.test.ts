import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { metricCatalog, metricGroups, metricIds } from '../../../src/metrics/catalog';

const docs = resolve(__dirname, '../../../docs');

describe('docs/metrics.md', () => {
  const text = readFileSync(resolve(docs, 'metrics.md'), 'utf8');

  it('has a section, a row of the table and a figure for every metric', () => {
    for (const id of metricIds) {
      assert.match(text, new RegExp(`^### ${id}$`, 'm'));
      assert.ok(text.includes(`[\`${id}\`](#${id})`), `${id} is not in the table`);
      assert.ok(text.includes(`(images/metrics/${id}.svg)`), `${id} has no figure`);
      assert.ok(existsSync(resolve(docs, `images/metrics/${id}.svg`)), id);
    }
  });

  it('says of each where it comes from and what it does not say', () => {
    for (const { id, group, source, limits } of Object.values(metricCatalog)) {
      assert.ok(metricGroups.includes(group), id);
      assert.match(source, /\.$/, id);
      assert.match(limits, /\.$/, id);
    }
  });
});
