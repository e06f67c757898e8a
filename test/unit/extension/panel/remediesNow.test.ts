import assert from 'node:assert/strict';
import { remediesNow } from '../../../../src/extension/panel/remediesNow';
import { imaginedConfig, imaginedDiagnosis } from '../../../support/imaginedDiagnosis';

const diagnosis = imaginedDiagnosis('overfitting');
const path = '/project/digits.fit.yaml';

describe('remedies and the config as it is now', () => {
  it('fit as long as the value is the one that was run, given or by default', () => {
    assert.deepEqual(remediesNow(diagnosis, path, imaginedConfig), {
      applicable: ['weight-decay-to-grip', 'smaller-init'],
      applied: [],
    });
    const shorter = imaginedConfig.replace('  init: { scheme: he_normal, scale: 1.0 }\n', '');
    assert.ok(remediesNow(diagnosis, path, shorter).applicable.includes('smaller-init'));
  });

  it('are applied when the advised value is there, however it is spelled', () => {
    for (const spelling of ['3e-3', '0.003']) {
      const now = remediesNow(diagnosis, path, imaginedConfig.replace('1e-4', spelling));
      assert.deepEqual(now, { applicable: ['smaller-init'], applied: ['weight-decay-to-grip'] });
    }
  });

  it('do not fit another value, a broken config, or one that is gone', () => {
    const other = remediesNow(diagnosis, path, imaginedConfig.replace('1e-4', '5e-4'));
    assert.deepEqual(other, { applicable: ['smaller-init'], applied: [] });
    const nothing = { applicable: [], applied: [] };
    assert.deepEqual(remediesNow(diagnosis, path, 'model: ['), nothing);
    assert.deepEqual(remediesNow(diagnosis, path, undefined), nothing);
    assert.deepEqual(remediesNow(diagnosis, '/project/digits.txt', imaginedConfig), nothing);
  });
});
