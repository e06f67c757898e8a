import assert from 'node:assert/strict';
import { readConfig } from '../../../../src/config/readConfig';
import { standingFindings } from '../../../../src/extension/advice/standingFindings';
import type { Finding } from '../../../../src/protocol/finding';
import { lazy, notCentred, text, tooHigh, tooSlow } from './overdecayed';

const { settings } = readConfig(text, 'yaml');
assert.ok(settings);

/** The characters that the findings of the run are shown on in a text. */
function shown(now: string, ...findings: readonly Finding[]): readonly string[] {
  assert.ok(settings);
  const run = {
    id: 'a-run',
    view: { record: { settings } },
    diagnosis: { verdict: 'underfitting', says: '', findings } as const,
  };
  const standing = standingFindings(run, readConfig(now, 'yaml'));
  return standing.map(({ span }) => now.slice(span.start, span.end));
}

describe('findings that stand', () => {
  it('stand on the value that was run', () => {
    assert.deepEqual(shown(text, tooHigh), ['3.0']);
  });

  it('stand whatever else is edited, and however the value is spelled', () => {
    const moved = text.replace('name: digits', '# a comment\nname: other').replace('3.0', '3');
    assert.deepEqual(shown(moved, tooHigh), ['3']);
  });

  it('fall with the value, and come back with it', () => {
    assert.deepEqual(shown(text.replace('3.0', '1.0'), tooHigh), []);
    assert.deepEqual(shown(text.replace('3.0', '1.0').replace('1.0', '3.0'), tooHigh), ['3.0']);
    assert.deepEqual(shown(text.replace('weight_decay: 3.0', ''), tooHigh), []);
  });

  it('stand on the nearest section where the text does not hold the value', () => {
    assert.deepEqual(shown(text, lazy, notCentred), ['model', 'dataset']);
    const inside = text.replace('[128, 64]', '[128, 64]\n  init: { scheme: he_normal }');
    assert.deepEqual(shown(inside, lazy), ['init']);
    assert.deepEqual(shown(inside.replace('he_normal', 'he_normal, scale: 2'), lazy), []);
  });

  it('without a remedy stand as long as the value is the one that was run', () => {
    const set = text.replace('name: digits }', 'name: digits, standardize: true }');
    assert.deepEqual(shown(set, notCentred), ['true']);
    assert.deepEqual(shown(set.replace('true', 'false'), notCentred), []);
  });

  it('of two values fall with either of them', () => {
    assert.deepEqual(shown(text, tooSlow), ['1e-3']);
    assert.deepEqual(shown(text.replace('1e-3', '2e-3'), tooSlow), []);
    assert.deepEqual(shown(text.replace('3.0', '2.0'), tooSlow), []);
  });

  it('stand in a config with errors elsewhere, on what it still holds', () => {
    const wrong = text.replace('adamw', 'adamm');
    assert.deepEqual(shown(wrong, tooHigh), ['3.0']);
    assert.deepEqual(shown(wrong, lazy), []);
  });

  it('fall in a text that cannot be read', () => {
    assert.deepEqual(shown(text.replace('[128, 64]', '[128, 64'), tooHigh), []);
  });
});
