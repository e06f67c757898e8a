import assert from 'node:assert/strict';
import { halvingPruner } from '../../../src/sweep/prune/halving';
import { noPruner } from '../../../src/sweep/prune/pruner';
import { rulePruner } from '../../../src/sweep/prune/rulePruner';
import { runSweep } from '../../../src/sweep/runSweep';
import { inOrder } from '../../../src/sweep/search/search';
import type { Trial } from '../../../src/sweep/trial';
import { ImaginedLaunch } from './imaginedLaunch';

const epochs = 30;
const search = inOrder(9, (n) => ({ n }));
const numberOf = (value: unknown) => (typeof value === 'number' ? value : NaN);

describe('a sweep', () => {
  it('runs every trial once, never more at once than there is room for', async () => {
    const launch = new ImaginedLaunch(() => ({ validationLoss: 1 }), { epochs, workers: 3 });
    const { trials, interrupted } = await runSweep({ search, pruner: noPruner, launch });
    assert.equal(interrupted, false);
    assert.deepEqual(
      trials.map(({ number, params, outcome }) => [number, params['n'], outcome]),
      Array.from({ length: 9 }, (_, n) => [n, n, 'finished']),
    );
    assert.equal(launch.mostAtWork, 3);
    assert.equal(launch.epochsSpent, 9 * epochs);
  });

  it('stops at its limit, and at trials that cannot be made goes on', async () => {
    const launch = new ImaginedLaunch(() => ({}), { epochs });
    const refusing = inOrder(9, (n) => ({ n, refused: n === 1 }));
    const { trials } = await runSweep({ search: refusing, pruner: noPruner, launch, limit: 4 });
    assert.deepEqual(
      trials.map(({ outcome }) => outcome),
      ['finished', 'crashed', 'finished', 'finished'],
    );
    assert.equal(trials[1]?.run, null);
  });

  it('ends a diverged trial without a word of the pruner, and is not held up by it', async () => {
    const launch = new ImaginedLaunch(
      ({ n }, epoch) => (n === 2 && epoch === 2 ? { trainLoss: NaN, end: 'diverged' } : {}),
      { epochs, workers: 2 },
    );
    const { trials } = await runSweep({ search, pruner: rulePruner(epochs), launch });
    assert.equal(trials[2]?.outcome, 'diverged');
    assert.equal(trials.filter(({ outcome }) => outcome === 'finished').length, 8);
    assert.deepEqual(launch.prunings, []);
  });

  it('prunes by halving at 10 % and 30 %, with the reason on the trial', async () => {
    // The first is the best, and then it gets worse and worse.
    const launch = new ImaginedLaunch(({ n }) => ({ validationLoss: numberOf(n) }), { epochs });
    const { trials } = await runSweep({ search, pruner: halvingPruner(epochs), launch });
    const outcomes = trials.map(({ outcome, pruned }) => pruned?.epoch ?? outcome);
    assert.deepEqual(outcomes, ['finished', 'finished', 3, 3, 3, 3, 3, 3, 3]);
    assert.equal(
      trials[3]?.pruned?.reason,
      'Stopped at epoch 3 of 30: validation loss 3.00 is worse than that of 3 of 3 others there (halving; measured: 36.5 % of near-best runs were stopped by this).',
    );
    assert.equal(launch.epochsSpent, 2 * epochs + 7 * 3);
  });

  it('prunes by rules where there is no validation data, and says how often that is wrong', async () => {
    const launch = new ImaginedLaunch(
      ({ n }, epoch) => {
        if (n === 0) return { trainLoss: epoch === 0 ? 2.4 : 2.9 };
        if (n === 1) return { trainLoss: 2.1 };
        if (n === 2) return { trainLoss: 1.4, metrics: { oui_relative: 0.4 } };
        if (n === 3) return { trainLoss: 2.25, trainScore: 0.1, metrics: { weight_movement: 0.4 } };
        if (n === 4) return { trainLoss: 1.6, metrics: { weight_norm_ratio: 0.12 } };
        return { trainLoss: 0.5, metrics: { weight_norm_ratio: 0.3, oui_relative: 0.4 } };
      },
      { epochs },
    );
    const pruner = rulePruner(epochs);
    const { trials } = await runSweep({ search, pruner, launch, limit: 6 });
    const reasons = trials.map(({ pruned }) => pruned?.reason ?? '');
    const tell = /^Stopped at epoch 3 of 30: (.*) \(([a-z-]+); measured: ([0-9.]+) % of near-best/;
    assert.deepEqual(
      reasons.map((reason) => tell.exec(reason)?.slice(1)),
      [
        ['the training loss rose from 2.4 to 2.9', 'blown-up', '0.0'],
        ['the training loss 2.10 is 91 % of that of guessing', 'slow-start', '0.2'],
        ['OUI fell to 0.40 of its start, training loss stands at 1.40', 'units-alike', '0.8'],
        ['it guesses still, with weights moved by 0.40 of their size', 'stuck-at-chance', '0.0'],
        [
          'weights shrunk to 0.12 of their start, training loss stands at 1.60',
          'weights-shrunk',
          '0.6',
        ],
        undefined,
      ],
    );
    assert.equal(trials[5]?.outcome, 'finished');
  });

  it('starts lost trials again with their number, and keeps those that ended', async () => {
    const known: readonly Trial[] = [
      { number: 0, params: { n: 0 }, run: 'a', state: 'ended', outcome: 'finished', readings: [] },
      { number: 1, params: { n: 'old' }, run: 'b', state: 'lost', readings: [] },
      { number: 2, params: { n: 2 }, run: 'c', state: 'ended', outcome: 'diverged', readings: [] },
    ];
    const launch = new ImaginedLaunch(() => ({}), { epochs, workers: 2 });
    const { trials } = await runSweep({ search, pruner: noPruner, launch, known });
    assert.deepEqual(
      launch.requests.map(({ trial, params }) => [trial, params['n']]),
      [[1, 'old'], ...Array.from({ length: 6 }, (_, i) => [i + 3, i + 3])],
    );
    assert.equal(trials.length, 9);
    assert.deepEqual(
      trials.map(({ run }) => run),
      ['a', 'run-1', 'c', ...Array.from({ length: 6 }, (_, i) => `run-${i + 3}`)],
    );
  });

  it('starts nothing more once it is interrupted', async () => {
    const launch = new ImaginedLaunch(() => ({}), { epochs, workers: 2, interruptAfter: 4 });
    const { trials, interrupted } = await runSweep({ search, pruner: rulePruner(epochs), launch });
    assert.equal(interrupted, true);
    assert.equal(launch.requests.length, 4);
    assert.ok(trials.every(({ state }) => state === 'ended'));
  });
});
