import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planModel } from '../../../src/core/model/planModel';
import { looksOf, planMonitoring, tenthOf } from '../../../src/core/observe/monitoringPlan';
import { watchedBy } from '../../../src/core/observe/presets';
import { estimateWork } from '../../../src/core/observe/workEstimate';
import { modelOf } from '../model/settings';

const auto = { every_steps: 'auto', preset: 'standard' } as const;
const work = estimateWork(
  planModel(modelOf({ kind: 'mlp', hidden: [128, 64] }), [64], 10),
  watchedBy('standard'),
  { batch: 64, probe: 128 },
);
const run = {
  epochs: 80,
  stepsPerEpoch: 23,
  trainSamples: 1438,
  validationSamples: 359,
  comparable: 64,
};

describe('the monitoring plan', () => {
  it('keeps what it decides on its own under 5 % of the run', () => {
    const sizes = fc.record({
      epochs: fc.integer({ min: 1, max: 400 }),
      stepsPerEpoch: fc.integer({ min: 1, max: 500 }),
      trainSamples: fc.integer({ min: 10, max: 60000 }),
      validationSamples: fc.integer({ min: 0, max: 10000 }),
      comparable: fc.constantFrom(0, 64),
    });
    fc.assert(
      fc.property(sizes, (one) => {
        const plan = planMonitoring(auto, one, work);
        const total = one.epochs * one.stepsPerEpoch;
        const looks = looksOf(plan.everySteps, total);
        const evaluation = work.evaluation(Math.min(plan.evaluatedSamples, one.trainSamples));
        const cost = looks * work.look + (1 + plan.evaluatedEpochs.size) * evaluation;
        const isLeast = looks <= 4 && plan.evaluatedEpochs.size <= 2;
        assert.ok(isLeast || cost <= 0.05 * (60_000 + total * work.step) + looksSlack(one));
        assert.ok(plan.everySteps >= 1 && plan.everySteps <= total);
        assert.ok(plan.evaluatedEpochs.has(one.epochs), 'the end is evaluated');
        assert.ok(plan.evaluatedEpochs.has(Math.ceil(one.epochs / 10)), 'so is the tenth');
      }),
    );
    /** Validation is part of the run's time too. */
    function looksSlack({ epochs, validationSamples }: typeof run): number {
      return validationSamples > 0 ? 0.05 * (epochs + 1) * work.evaluation(validationSamples) : 0;
    }
  });

  it('looks more often the longer the run, and says how often', () => {
    const looks = [8, 80, 800].map((epochs) => {
      const { everySteps, says } = planMonitoring(auto, { ...run, epochs }, work);
      const count = looksOf(everySteps, epochs * run.stepsPerEpoch);
      assert.match(says, new RegExp(`, ${count} times in ${epochs * run.stepsPerEpoch} steps`));
      return count;
    });
    assert.ok(looks[0]! < looks[1]! && looks[1]! < looks[2]!, `${looks}`);
  });

  it('is the same twice', () => {
    assert.deepEqual(planMonitoring(auto, run, work), planMonitoring(auto, run, work));
  });

  it('does as every_steps asks', () => {
    const { everySteps, says } = planMonitoring({ every_steps: 7, preset: 'standard' }, run, work);
    assert.equal(everySteps, 7);
    assert.match(says, /every 7 steps, as monitor\.every_steps asks/);
  });

  it('counts looks as they are made', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 300 }),
        (every, total) => {
          let count = 1;
          for (let step = 1; step <= total; step++)
            if (step % every === 0 || step === 1 || step === tenthOf(total) || step === total)
              count++;
          assert.equal(looksOf(every, total), count);
        },
      ),
    );
  });

  it('knows that an economical look costs less, and a larger network more', () => {
    const of = (hidden: number[], preset: 'economy' | 'standard') =>
      estimateWork(planModel(modelOf({ kind: 'mlp', hidden }), [64], 10), watchedBy(preset), {
        batch: 64,
        probe: 128,
      });
    assert.ok(of([128], 'economy').look < of([128], 'standard').look);
    assert.ok(of([128], 'standard').look < of([1024, 1024], 'standard').look);
    assert.ok(of([128], 'standard').step < of([1024, 1024], 'standard').step);
  });
});
