import assert from 'node:assert/strict';
import { metricCatalog, metricIds } from '../../../src/metrics/catalog';

describe('metricCatalog', () => {
  it('describes every id once, under its own key', () => {
    assert.ok(metricIds.length >= 17);
    assert.equal(new Set(metricIds).size, metricIds.length);
    assert.deepEqual(Object.keys(metricCatalog).sort(), [...metricIds].sort());
    for (const id of metricIds) assert.equal(metricCatalog[id].id, id);
  });

  it('has labels of its own, one plain sentence each and ranges in order', () => {
    const labels = metricIds.map((id) => metricCatalog[id].label);
    assert.equal(new Set(labels).size, labels.length);
    for (const { id, label, says, range } of Object.values(metricCatalog)) {
      assert.match(label, /^[A-Z][^.!]*$/, id);
      assert.match(says, /^[A-Z][^!]*\.$/, id);
      assert.doesNotMatch(says, /\.\s/, `${id}: more than one sentence`);
      const [low, high] = range;
      assert.ok(low === null || high === null || low < high, id);
    }
  });

  it('holds the ids that other programs read', () => {
    const contract = [
      'oui',
      'oui_relative',
      'weight_change',
      'neuron_alignment',
      'kernel_target_alignment',
      'gradient_feature_alignment',
      'gradient_agreement',
      'gradient_noise_scale',
      'update_ratio',
      'dead_units',
      'confident_share',
      'sharpness_ratio',
      'decay_horizon',
      'total_shrink',
      'weight_norm_ratio',
      'weight_movement',
      'loss_gap',
    ];
    const known: readonly string[] = metricIds;
    for (const id of contract) assert.ok(known.includes(id), id);
  });
});
