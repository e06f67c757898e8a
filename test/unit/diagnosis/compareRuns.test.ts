import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareRuns } from '../../../src/diagnosis/compareRuns';
import { handMadeRun, falling, type RunSketch } from './handMadeRun';

function scored(score: number, loss: number, more: RunSketch = {}): RunSketch {
  return { validationScore: () => score, validation: falling(loss), ...more };
}

function compare(before: RunSketch, after: RunSketch) {
  return compareRuns(handMadeRun(before), handMadeRun(after));
}

describe('compareRuns', () => {
  it('says yes with the numbers where score and loss both got clearly better', () => {
    const { helped, says } = compare(scored(0.6, 0.5), scored(0.9, 0.2));
    assert.equal(helped, 'yes');
    assert.match(says, /^It helped: validation accuracy rose from 60\.0 % to 90\.0 %/);
    assert.match(says, /validation loss fell from 1\.15 to 0\.46/);
  });

  it('says no where they got clearly worse', () => {
    const { helped, says } = compare(scored(0.9, 0.2), scored(0.6, 0.5));
    assert.equal(helped, 'no');
    assert.match(says, /^It did not help: validation accuracy fell from 90\.0 % to 60\.0 %/);
  });

  it('does not take the noise of 200 samples for an effect', () => {
    const { helped, says } = compare(scored(0.88, 0.3), scored(0.9, 0.3));
    assert.equal(helped, 'unclear');
    assert.match(says, /no more than the noise/);
  });

  it('takes the same difference for an effect where samples are many', () => {
    const many = (sketch: RunSketch) => {
      const view = handMadeRun(sketch);
      assert.ok(view.started);
      return { ...view, started: { ...view.started, samples: { train: 1, validation: 10_000 } } };
    };
    const { helped } = compareRuns(many(scored(0.88, 0.3)), many(scored(0.9, 0.3)));
    assert.equal(helped, 'yes');
  });

  it('lets a clear loss decide while the score stays within its noise', () => {
    const { helped, says } = compare(scored(0.9, 0.6), scored(0.9, 0.2));
    assert.equal(helped, 'yes');
    assert.match(says, /validation accuracy stayed within its noise/);
  });

  it('does not decide where score and loss contradict each other', () => {
    const { helped, says } = compare(scored(0.6, 0.2), scored(0.9, 0.6));
    assert.equal(helped, 'unclear');
    assert.match(says, /contradict each other/);
  });

  it('falls back to training, and says how little that tells', () => {
    const train = (score: number, floor: number): RunSketch => ({
      validation: undefined,
      trainScore: () => score,
      train: falling(floor),
    });
    const { helped, says } = compare(train(0.2, 0.9), train(0.99, 0.1));
    assert.equal(helped, 'yes');
    assert.match(says, /training accuracy rose/);
    assert.match(says, /Without validation data/);
  });

  it('compares by training where only one of the two held samples out', () => {
    const { numbers } = compare({ validation: undefined }, {});
    assert.deepEqual(
      numbers.map(({ label }) => label),
      ['training accuracy', 'training loss'],
    );
  });

  it('takes a run that trains for better than one that diverged, and the other way round', () => {
    const dead: RunSketch = { done: 3, outcome: 'diverged' };
    assert.equal(compare(dead, scored(0.3, 0.9)).helped, 'yes');
    assert.equal(compare(scored(0.3, 0.9), dead).helped, 'no');
    assert.deepEqual(
      [compare(dead, dead).helped, compare(dead, dead).says],
      ['no', 'It did not help: the run diverged again.'],
    );
    assert.equal(compare(dead, { done: 5, outcome: 'running' }).helped, 'unclear');
  });

  it('compares a stopped run at its last epoch, from half of the run on', () => {
    const stopped = (done: number) => scored(0.9, 0.2, { done, outcome: 'stopped' });
    const late = compare(scored(0.6, 0.6), stopped(15));
    assert.equal(late.helped, 'yes');
    assert.match(
      late.says,
      /Compared at epoch 15 \(75 % of the run\), because this run ended there/,
    );
    const early = compare(scored(0.6, 0.6), stopped(5));
    assert.equal(early.helped, 'unclear');
    assert.match(early.says, /Too early to tell: at epoch 5/);
  });

  it('gives no answer while a run is still at work', () => {
    const { helped } = compare(scored(0.6, 0.6), scored(0.9, 0.2, { done: 19 }));
    assert.equal(helped, 'unclear');
  });

  it('does not compare across different data', () => {
    for (const settings of [
      { training: { seed: 1 } },
      { dataset: { label_noise: 0.2 } },
    ] as const) {
      const { helped, says } = compare(scored(0.6, 0.6), scored(0.9, 0.2, { settings }));
      assert.equal(helped, 'unclear');
      assert.match(says, /differs as well/);
    }
  });

  it('lists what was changed, and not what only observes or names', () => {
    const before = handMadeRun({ settings: { optimizer: { weight_decay: 1 } } });
    const after = handMadeRun({ settings: { optimizer: { weight_decay: 0.3 } } });
    const { record } = after;
    const observed = {
      ...record,
      settings: {
        ...record.settings,
        name: 'another',
        monitor: { ...record.settings.monitor, probe_samples: 64 },
      },
    };
    assert.deepEqual(compareRuns(before, { ...after, record: observed }).changed, [
      { path: 'optimizer.weight_decay', before: 1, after: 0.3 },
    ]);
  });

  it('uses R squared and squared errors for a regression', () => {
    const fit = (floor: number): RunSketch => ({
      classes: undefined,
      settings: { loss: 'mse' },
      validation: falling(floor),
      validationScore: () => 1 - floor,
    });
    const { helped, numbers } = compare(fit(0.8), fit(0.2));
    assert.equal(helped, 'yes');
    assert.deepEqual(
      numbers.map(({ unit }) => unit),
      ['r_squared', 'loss'],
    );
  });

  it('leaves losses of different kinds aside', () => {
    const { numbers } = compare({}, { settings: { loss: 'mse' } });
    assert.deepEqual(
      numbers.map(({ unit }) => unit),
      ['accuracy'],
    );
  });

  it('has an answer for runs without a single epoch', () => {
    const { helped, numbers } = compare({ done: 0 }, {});
    assert.deepEqual([helped, numbers], ['unclear', []]);
  });

  it('turns round when the runs are swapped, and never sees a run beat itself', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (scoreA, lossA, scoreB, lossB) => {
        const a = scored(scoreA, lossA);
        const b = scored(scoreB, lossB);
        const turned = { yes: 'no', no: 'yes', unclear: 'unclear' } as const;
        assert.equal(compare(b, a).helped, turned[compare(a, b).helped]);
        assert.equal(compare(a, a).helped, 'unclear');
        for (const { noise } of compare(a, b).numbers)
          assert.ok(noise > 0 && Number.isFinite(noise));
      }),
      { numRuns: 60 },
    );
  });
});
