import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { readConfig } from '../../../../src/config/readConfig';
import { resolvePaths } from '../../../../src/config/resolvePaths';
import { crashProblem } from '../../../../src/extension/advice/crashProblem';
import type { RunOutcome } from '../../../../src/protocol/events';
import { imaginedRun } from '../../../support/imaginedRun';

const text = `dataset: { kind: csv, path: data/here.csv, target: kind }
model: { kind: mlp, hidden: [4] }
loss: cross_entropy
optimizer: { kind: adam, learning_rate: 0.1 }
training: { epochs: 2 }
`;
const { settings } = readConfig(text, 'yaml');
assert.ok(settings);

/** What is told of a run of the text above, in the text as it is now. */
function told(now: string, reasonPath?: string, outcome: RunOutcome = 'crashed') {
  assert.ok(settings);
  const { record } = imaginedRun({ story: 'balanced' });
  const ran = {
    ...record,
    configPath: '/project/here.fit.yaml',
    settings: resolvePaths(settings, '/project', resolve),
    reason: 'It is not there.',
    ...(reasonPath !== undefined && { reasonPath }),
  };
  const problem = crashProblem({ outcome, record: ran }, readConfig(now, 'yaml'));
  return problem && [now.slice(problem.span.start, problem.span.end), problem.message];
}

describe('crashProblem', () => {
  it('stands on the value to blame, whose path is relative in the text', () => {
    const says = 'The last run crashed: It is not there.';
    assert.deepEqual(told(text, 'dataset.path'), ['data/here.csv', says]);
    assert.deepEqual(told(text, 'dataset.target'), ['kind', says]);
    assert.deepEqual(told(text, 'training.batch_size'), ['training', says]);
  });

  it('falls when that value is edited, and with no other', () => {
    assert.equal(told(text.replace('here.csv', 'there.csv'), 'dataset.path'), undefined);
    assert.ok(told(text.replace('0.1', '0.2'), 'dataset.path'));
  });

  it('is nothing of a run that went another way, blames no value, or in a broken text', () => {
    assert.equal(told(text, 'dataset.path', 'finished'), undefined);
    assert.equal(told(text), undefined);
    assert.equal(told(text.replace('adam', 'adamm'), 'dataset.path'), undefined);
  });
});
