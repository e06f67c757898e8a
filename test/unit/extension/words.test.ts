import assert from 'node:assert/strict';
import { plainLabel } from '../../../src/extension/words/plainLabel';
import { plainNotice } from '../../../src/extension/words/plainNotice';
import { relativeTime } from '../../../src/extension/words/relativeTime';

describe('relativeTime', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const cases: readonly (readonly [string, string])[] = [
    ['2026-11-22T12:00:30Z', 'just now'],
    ['2026-11-22T11:59:01Z', 'just now'],
    ['2026-11-22T11:59:00Z', '1 min ago'],
    ['2026-11-22T11:00:01Z', '59 min ago'],
    ['2026-11-22T11:00:00Z', '1 h ago'],
    ['2026-11-21T12:00:01Z', '23 h ago'],
    ['2026-11-21T12:00:00Z', 'yesterday'],
    ['2026-11-20T12:00:00Z', '2 days ago'],
    ['2026-11-15T12:00:00Z', '2026-11-15'],
    ['some day', 'some day'],
  ];
  for (const [iso, expected] of cases) {
    it(`${iso} was ${expected}`, () => assert.equal(relativeTime(iso, now), expected));
  }
});

describe('texts of others in places of the editor', () => {
  it('are no links in notifications', () => {
    // The pattern by which the workbench finds links in a notification.
    const links = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)/i;
    assert.match('see [x](command:quit)', links);
    assert.doesNotMatch(plainNotice('see [x](command:quit) and [y](https://a.b)'), links);
  });

  it('are no icons in labels', () => {
    assert.equal(plainLabel('a $(sync~spin) b'), 'a \\$(sync~spin) b');
    assert.equal(plainLabel('costs $(5 + 5)'), 'costs $(5 + 5)');
  });
});
