import assert from 'node:assert/strict';
import { advisedChanges } from '../../../src/config/edit/advisedChanges';
import type { Change, Diagnosis } from '../../../src/protocol/finding';
import { exampleConfigText } from '../../support/exampleRun';

describe('advisedChanges', () => {
  it('marks the characters of the old value', () => {
    const [change] = changes({ path: 'optimizer.weight_decay', from: 1e-4, to: 3e-3 });
    assert.ok(change);
    assert.equal(exampleConfigText.slice(change.start, change.end), '1e-4');
    assert.equal(change.to, '3e-3');
  });

  it('marks an empty place where the text does not hold the value', () => {
    const [change] = changes({ path: 'model.output_multiplier', from: 1, to: 0.3 });
    assert.ok(change);
    assert.equal(change.start, change.end);
    assert.match(String(change.to), /output_multiplier: 0\.3/);
  });

  it('marks nothing where the text cannot take the advice', () => {
    assert.deepEqual(changes({ path: 'loss.scale', from: 1, to: 2 }), []);
    const broken = advisedChanges('a: [', 'yaml', diagnosis({ path: 'a', from: 1, to: 2 }));
    assert.deepEqual(broken, []);
  });
});

function changes(change: Change) {
  return advisedChanges(exampleConfigText, 'yaml', diagnosis(change));
}

function diagnosis(change: Change): Diagnosis {
  const remedies = [{ id: 'r', says: 'Set it', change }];
  const finding = { rule: 'r', path: change.path, says: 'x', evidence: [], remedies };
  return {
    verdict: 'undecided',
    says: 'x',
    findings: [{ ...finding, severity: 'hint', confidence: 'low' }],
  };
}
