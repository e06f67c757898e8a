import assert from 'node:assert/strict';
import { appliedRemedies } from '../../../src/extension/runs/appliedRemedies';
import { CannotStart } from '../../../src/extension/runs/cannotStart';
import { checkConfig } from '../../../src/extension/runs/checkConfig';
import { coreRuntime } from '../../../src/extension/runs/coreRuntime';
import { configPathsOf, isRunOf } from '../../../src/extension/runs/isRunOf';
import type { Change, Diagnosis } from '../../../src/protocol/finding';
import { exampleConfigText, exampleSettings } from '../../support/exampleRun';

describe('checkConfig', () => {
  it('gives the settings with their defaults and the name', () => {
    const { name, settings } = checkConfig(exampleConfigText, '/project/a.fit.yaml');
    assert.equal(name, 'digits baseline');
    assert.equal(settings.training.batch_size, 64);
  });

  it('names a run after its file where the config says no name', () => {
    const text = exampleConfigText.replace(/^name:.*\n/, '');
    assert.equal(checkConfig(text, '/project/my digits.fit.yml').name, 'my digits');
  });

  it('makes data paths absolute from the config on', () => {
    const text = exampleConfigText.replace(
      '{ kind: bundled, name: digits }',
      '{ kind: csv, path: data/a.csv, target: y }',
    );
    const { dataset } = checkConfig(text, '/project/a.fit.yaml').settings;
    assert.equal(dataset.kind === 'csv' && dataset.path, '/project/data/a.csv');
  });

  it('refuses a config with errors, says how many and the first, and offers the list', () => {
    const text = exampleConfigText.replace('loss: cross_entropy', 'loss: crossentropy\nlos: 1');
    assert.throws(
      () => checkConfig(text, '/project/a.fit.yaml'),
      (error: unknown) => {
        assert.ok(error instanceof CannotStart);
        assert.match(error.message, /^a\.fit\.yaml has 2 problems and was not started\. Line 4: /);
        assert.deepEqual(error.offer, { kind: 'problems', config: '/project/a.fit.yaml' });
        return true;
      },
    );
  });

  it('refuses a file that is no config', () => {
    assert.throws(() => checkConfig('', '/project/a.txt'), /a\.txt is no config/);
  });
});

describe('appliedRemedies', () => {
  it('finds the remedies whose value the settings have now', () => {
    const diagnosis = advising(
      { path: 'optimizer.weight_decay', from: 0.2, to: 1e-4 },
      { path: 'optimizer.learning_rate', from: 0.1, to: 0.01 },
      { path: 'model.init.scale', from: 2, to: 1 },
    );
    assert.deepEqual(appliedRemedies(diagnosis, exampleSettings), ['remedy-0', 'remedy-2']);
  });

  it('finds none where a path leads nowhere or nothing would have changed', () => {
    const diagnosis = advising(
      { path: 'loss.scale.deep', from: 2, to: 1 },
      { path: 'optimizer.weight_decay', from: 1e-4, to: 1e-4 },
    );
    assert.deepEqual(appliedRemedies(diagnosis, exampleSettings), []);
  });
});

describe('isRunOf', () => {
  const run = {
    configPath: '/before/digits.fit.yaml',
    folder: '/moved/.fitscope/runs/20261122-a',
  };

  it('knows the config where it was, and beside the runs after a move', () => {
    assert.ok(isRunOf(run, '/before/digits.fit.yaml'));
    assert.ok(isRunOf(run, '/moved/digits.fit.yaml'));
    assert.ok(!isRunOf(run, '/moved/other.fit.yaml'));
    assert.equal(configPathsOf(run)[0], run.configPath);
  });
});

describe('coreRuntime', () => {
  const host = { execPath: '/editor/code', env: { PATH: '/bin', NODE_OPTIONS: '--inspect' } };

  it('takes the Node inside the editor, told to be Node, without its debugger', () => {
    assert.deepEqual(coreRuntime('  ', host, '/storage/engines'), {
      command: '/editor/code',
      env: {
        PATH: '/bin',
        ELECTRON_RUN_AS_NODE: '1',
        FITSCOPE_ENGINES: '/storage/engines',
      },
    });
  });

  it('takes the one of the settings', () => {
    assert.equal(coreRuntime('/opt/node', host, '/storage/engines').command, '/opt/node');
  });
});

function advising(...changes: readonly Change[]): Diagnosis {
  const finding = {
    rule: 'a-rule',
    severity: 'problem' as const,
    path: 'optimizer',
    says: 'Something.',
    evidence: [],
    confidence: 'high' as const,
    remedies: changes.map((change, i) => ({ id: `remedy-${i}`, says: 'Do it.', change })),
  };
  return { verdict: 'undecided', says: 'So.', findings: [finding] };
}
