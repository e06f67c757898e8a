import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseFromPanel } from '../../../../src/extension/panel/parseFromPanel';
import type { FromPanel } from '../../../../src/protocol/panelMessages';

const known: readonly FromPanel[] = [
  { type: 'ready' },
  { type: 'show', run: 'a' },
  { type: 'apply', run: 'a', remedy: 'rule:optimizer.weight_decay' },
  { type: 'applyAndRerun', run: 'a', remedy: 'b' },
  { type: 'rerun', run: 'a' },
  { type: 'stop', run: 'a' },
  { type: 'openConfig', run: 'a' },
  { type: 'openConfig', run: 'a', path: 'optimizer.weight_decay' },
];

describe('messages from the panel', () => {
  for (const message of known) {
    it(`are taken as they are: ${JSON.stringify(message)}`, () => {
      assert.deepEqual(parseFromPanel(message), message);
    });
  }

  const refused: readonly (readonly [string, unknown])[] = [
    ['no message', undefined],
    ['a text', 'ready'],
    ['an unknown type', { type: 'eval', code: 'x' }],
    ['a missing id', { type: 'stop' }],
    ['an empty id', { type: 'stop', run: '' }],
    ['an id that is no text', { type: 'stop', run: { toString: 'a' } }],
    ['an endless id', { type: 'stop', run: 'a'.repeat(10_000) }],
    ['more than was asked for', { type: 'stop', run: 'a', command: 'workbench.action.quit' }],
    ['a list', [{ type: 'ready' }]],
  ];
  for (const [name, raw] of refused) {
    it(`are refused with a sentence: ${name}`, () => {
      const parsed = parseFromPanel(raw);
      assert.ok('unknown' in parsed, JSON.stringify(parsed));
      assert.match(parsed.unknown, /^A message of the panel was refused \(.+\); it was /);
      assert.ok(parsed.unknown.length < 600);
    });
  }

  it('never throw, whatever comes', () => {
    const circle: Record<string, unknown> = { type: 'stop' };
    circle['run'] = circle;
    assert.ok('unknown' in parseFromPanel(circle));
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        const parsed = parseFromPanel(raw);
        assert.ok('unknown' in parsed || known.some(({ type }) => type === parsed.type));
      }),
    );
  });
});
