import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/config/edit/textEdit';
import { readConfig } from '../../../../src/config/readConfig';
import { planRemedy } from '../../../../src/extension/advice/planRemedy';
import { findingOf } from '../../../../src/extension/advice/remediesWith';
import { remedyTitle, rerunTitle } from '../../../../src/extension/advice/remedyTitles';
import type { Finding } from '../../../../src/protocol/finding';
import { lazy, text, tooHigh, tooSlow } from './overdecayed';

function applied(finding: Finding, now: string): string {
  const plan = planRemedy(finding, now, 'yaml', 'digits.fit.yaml');
  assert.ok(!('refused' in plan), JSON.stringify(plan));
  return applyEdits(now, plan.edits);
}

function refused(finding: Finding, now: string): string {
  const plan = planRemedy(finding, now, 'yaml', 'digits.fit.yaml');
  assert.ok('refused' in plan, JSON.stringify(plan));
  return plan.refused;
}

describe('a remedy as an edit', () => {
  it('changes the characters of the value and no others', () => {
    assert.equal(applied(tooHigh, text), text.replace('3.0', '1.0'));
  });

  it('puts in a value that the text does not hold', () => {
    const after = applied(lazy, text);
    const { settings } = readConfig(after, 'yaml');
    assert.equal(settings?.model.init.scale, 0.3);
    assert.equal(after.replace(/ {2}init: .*\n/, ''), text);
  });

  it('sets two values that belong together, each at its own characters', () => {
    const plan = planRemedy(tooSlow, text, 'yaml', 'x');
    assert.ok(!('refused' in plan));
    assert.equal(plan.edits.length, 2);
    assert.equal(applied(tooSlow, text), text.replace('1e-3', '3e-3').replace('3.0', '0.7'));
  });

  it('sets two values of the same section where the text holds neither', () => {
    const bare = text.replace('optimizer:', 'schedule: { kind: cosine }\noptimizer:');
    const both: Finding = {
      ...lazy,
      remedies: [
        ...lazy.remedies,
        { id: 'b', says: '', change: { path: 'model.output_multiplier', from: 1, to: 0.5 } },
      ],
    };
    const { settings } = readConfig(applied(both, bare), 'yaml');
    assert.deepEqual([settings?.model.init.scale, settings?.model.output_multiplier], [0.3, 0.5]);
  });

  it('is refused with what is there now where the value was edited', () => {
    assert.equal(
      refused(tooHigh, text.replace('3.0', '0.5')),
      'optimizer.weight_decay is 0.5 in digits.fit.yaml now; the advice started from 3. ' +
        'Diagnose the config again to hear what helps from there.',
    );
    assert.match(refused(tooHigh, text.replace('3.0', 'much')), /is "much" in digits/);
  });

  it('is refused where it was followed already', () => {
    assert.match(refused(tooHigh, text.replace('3.0', '1')), /is 1 in digits\.fit\.yaml already/);
  });

  it('is refused in a malformed text, with the line to put right', () => {
    assert.match(
      refused(tooHigh, text.replace('[128, 64]', '[128, 64')),
      /before line \d+ is right/,
    );
  });

  it('is refused where other values share the characters', () => {
    const shared = text.replace('optimizer:', 'optimizer: &all').concat('monitor: *all\n');
    assert.match(refused(tooHigh, shared), /by hand/);
  });

  it('sets what it says and keeps everything else, whatever the numbers', () => {
    const number = fc.double({ min: 1e-6, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(number, number, (rate, decay) => {
        const change = (path: string, from: number, to: number) => ({
          ...{ id: path, says: '' },
          change: { path, from, to },
        });
        const finding = {
          ...tooSlow,
          remedies: [
            change('optimizer.learning_rate', 1e-3, rate),
            change('optimizer.weight_decay', 3, decay),
          ],
        };
        const { settings } = readConfig(applied(finding, text), 'yaml');
        const { learning_rate, weight_decay } = settings?.optimizer ?? {};
        assert.ok(Math.abs((learning_rate ?? 0) / rate - 1) < 1e-9);
        assert.ok(Math.abs((weight_decay ?? 0) / decay - 1) < 1e-9);
      }),
      { numRuns: 40 },
    );
  });
});

describe('titles of remedies', () => {
  it('say the new value and the old', () => {
    assert.equal(remedyTitle(tooHigh), 'Set optimizer.weight_decay to 1 (was 3)');
    const small = { path: 'optimizer.weight_decay', from: 1e-4, to: 3e-3 };
    const remedies = [{ id: 'x', says: '', change: small }];
    assert.equal(remedyTitle({ remedies }), 'Set optimizer.weight_decay to 3e-3 (was 1e-4)');
    assert.equal(rerunTitle({ remedies }), 'Apply and Re-run: optimizer.weight_decay 3e-3');
  });

  it('name all the values that are set together', () => {
    assert.equal(
      remedyTitle(tooSlow),
      'Set optimizer.learning_rate to 3e-3 (was 1e-3) and optimizer.weight_decay to 0.7 (was 3)',
    );
  });
});

describe('the finding of a remedy', () => {
  it('is found by any of its remedies', () => {
    const diagnosis = { verdict: 'undecided', says: '', findings: [tooHigh, tooSlow] } as const;
    assert.equal(findingOf(diagnosis, 'learning-rate-too-low:optimizer.weight_decay'), tooSlow);
    assert.equal(findingOf(diagnosis, 'nothing'), undefined);
  });
});
