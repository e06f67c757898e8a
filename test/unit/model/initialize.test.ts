import assert from 'node:assert/strict';
import { createRandom } from '../../../src/core/data/random';
import { initialize } from '../../../src/core/model/initialize';
import type { ParameterSlot } from '../../../src/core/model/plan';
import { planModel } from '../../../src/core/model/planModel';
import type { InitScheme } from '../../../src/protocol/settings';
import { modelOf } from './settings';

const plan = planModel(
  modelOf({ kind: 'cnn', channels: [8], dense: [16] }, { normalization: 'layer' }),
  [3, 8, 8],
  10,
);

describe('initialize', () => {
  it('is the same for a seed and another for another', () => {
    assert.deepEqual(start('he_normal', 1, 5), start('he_normal', 1, 5));
    assert.notDeepEqual(start('he_normal', 1, 5), start('he_normal', 1, 6));
  });

  it('starts biases and shifts at 0 and gains at 1', () => {
    const values = start('glorot_uniform', 3, 0);
    for (const slot of plan.parameters.filter(({ role }) => role !== 'weight')) {
      const expected = slot.role === 'gain' ? 1 : 0;
      assert.ok(
        part(values, slot).every((value) => value === expected),
        slot.name,
      );
    }
  });

  for (const scheme of ['he_normal', 'pytorch_default'] as const)
    it(`scales weights and biases of ${scheme}, not gains`, () => {
      const [once, scaled] = [start(scheme, 1, 2), start(scheme, 4, 2)];
      for (const slot of plan.parameters) {
        const factor = slot.role === 'weight' || slot.role === 'bias' ? 4 : 1;
        const expected = part(once, slot).map((value) => value * factor);
        assert.deepEqual(part(scaled, slot), expected, slot.name);
      }
    });

  it('draws the biases of pytorch_default within 1 / sqrt(fan in), of kernels too', () => {
    const values = start('pytorch_default', 1, 0);
    const bias = part(values, plan.parameters[1] as ParameterSlot);
    const bound = 1 / Math.sqrt(3 * 9);
    assert.ok(bias.some((value) => Math.abs(value) > bound / 2));
    assert.ok(bias.every((value) => Math.abs(value) <= bound));
  });
});

function start(scheme: InitScheme, scale: number, seed: number): Float32Array {
  return initialize(plan, { scheme, scale }, createRandom(seed, 'weights'));
}

function part(values: Float32Array, { offset, size }: ParameterSlot): Float32Array {
  return values.subarray(offset, offset + size);
}
