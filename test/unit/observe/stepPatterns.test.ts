import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planMonitoring } from '../../../src/core/observe/monitoringPlan';
import { planStepPatterns } from '../../../src/core/observe/stepPatterns';
import type { WorkEstimate } from '../../../src/core/observe/workEstimate';

const work: WorkEstimate = {
  step: 1000,
  look: 900,
  stepLook: (samples) => 30 + samples,
  evaluation: (samples) => samples,
};
const often = { preset: 'economy', everySteps: 10, looks: 1000, comparable: 128 } as const;

describe('OUI out of training steps', () => {
  it('is planned where a look at the probe is more than its part of the steps between', () => {
    assert.ok(planStepPatterns(often, work));
    assert.ok(planStepPatterns({ ...often, preset: 'standard' }, work));
    assert.equal(planStepPatterns(often, { ...work, stepLook: () => 901 }), undefined);
    assert.equal(planStepPatterns({ ...often, everySteps: 200 }, work), undefined);
    assert.equal(
      planStepPatterns({ ...often, preset: 'standard', everySteps: 50 }, work),
      undefined,
    );
  });

  it('is not planned for preset full, for few looks, nor for networks or batches without pairs', () => {
    assert.equal(planStepPatterns({ ...often, preset: 'full' }, work), undefined);
    assert.equal(planStepPatterns({ ...often, looks: 99 }, work), undefined);
    assert.equal(planStepPatterns({ ...often, comparable: 0 }, work), undefined);
    assert.equal(planStepPatterns({ ...often, comparable: 7 }, work), undefined);
    assert.equal(planStepPatterns({ ...often, comparable: 8 }, work)?.samples, 8);
    assert.equal(planStepPatterns(often, work)?.samples, 32);
  });

  it('keeps the whole looks of all presets within budget, but has twenty of them', () => {
    const asked = fc.record({
      preset: fc.constantFrom('economy', 'standard'),
      everySteps: fc.integer({ min: 1, max: 200 }),
      looks: fc.integer({ min: 100, max: 100_000 }),
      comparable: fc.integer({ min: 8, max: 500 }),
    });
    fc.assert(
      fc.property(asked, fc.integer({ min: 50, max: 100_000 }), (one, look) => {
        const plan = planStepPatterns(one, { ...work, look });
        if (!plan) return;
        const times = (one.everySteps * one.looks) / plan.wholeEvery;
        const share = look / (plan.wholeEvery * work.step);
        assert.equal(plan.wholeEvery % one.everySteps, 0);
        assert.ok(times >= 20);
        const isRarest = plan.wholeEvery === one.everySteps * Math.floor(one.looks / 20);
        assert.ok(isRarest || share <= (one.preset === 'economy' ? 0.01 : 0.03));
      }),
    );
  });

  it('says what comes from where, and how often', () => {
    const run = { epochs: 100, stepsPerEpoch: 100, trainSamples: 6400, validationSamples: 0 };
    const monitor = { every_steps: 10, preset: 'economy' } as const;
    const { says, stepPatterns } = planMonitoring(monitor, { ...run, comparable: 64 }, work);
    assert.match(
      says,
      /every 10 steps, as monitor.every_steps asks\. OUI is that of the first 32 .* the mean of 8 steps/,
    );
    assert.ok(says.includes(`measured every ${stepPatterns?.wholeEvery} steps`), says);
    const auto = { every_steps: 'auto', preset: 'economy' } as const;
    assert.equal(planMonitoring(auto, { ...run, comparable: 64 }, work).stepPatterns, undefined);
  });
});
