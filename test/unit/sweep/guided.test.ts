import assert from 'node:assert/strict';
import type { Params } from '../../../src/protocol/searchSpace';
import type { Settings } from '../../../src/protocol/settings';
import { noPruner } from '../../../src/sweep/prune/pruner';
import { runSweep } from '../../../src/sweep/runSweep';
import { guidedSearch } from '../../../src/sweep/search/guided';
import { bestOf } from '../../../src/sweep/objective';
import { exampleSettings } from '../../support/exampleRun';
import { ImaginedLaunch, type Told } from './imaginedLaunch';

const epochs = 30;
const rate = 'optimizer.learning_rate';
const decay = 'optimizer.weight_decay';
const ranges = {
  [rate]: { kind: 'log', low: 1e-5, high: 10 },
  [decay]: { kind: 'log', low: 1e-6, high: 10 },
} as const;

/** The weight decay that keeps rate times decay at 1e-4. */
const decayFor = ({ optimizer }: Settings) => 1e-4 / optimizer.learning_rate;

function settingsAt(learning_rate: number, weight_decay: number): Settings {
  return {
    ...exampleSettings,
    optimizer: { ...exampleSettings.optimizer, learning_rate, weight_decay },
    training: { ...exampleSettings.training, epochs },
  };
}

/** A valley around a rate of 0.1 and a product of 1e-4; rates above 1 blow up. */
function valley(params: Params, epoch: number): Told {
  const [lr, wd] = [Number(params[rate]), Number(params[decay])];
  if (lr > 1 && epoch > 0) return { trainLoss: NaN, end: 'diverged' };
  const away = Math.log10(lr / 0.1) ** 2 + 0.3 * Math.log10((lr * wd) / 1e-4) ** 2;
  const loss = epoch === 0 ? 2.3 : 0.1 + 0.2 * away + 1 / (1 + epoch);
  return { validationLoss: Math.min(2.3, loss), trainLoss: 0.5 / (1 + epoch) };
}

async function play(settings: Settings, tell: typeof valley, workers = 2, limit?: number) {
  const launch = new ImaginedLaunch(tell, { epochs, workers });
  const search = guidedSearch(ranges, settings, decayFor);
  const { trials } = await runSweep({
    ...{ search, pruner: noPruner, launch },
    ...(limit !== undefined && { limit }),
  });
  return { trials, launch, best: bestOf(trials) };
}

describe('guided search', () => {
  for (const [lr, wd] of [
    [0.01, 0],
    [1e-3, 1e-2],
    [0.3, 1e-5],
    [5, 1e-3],
  ] as const)
    it(`from a rate of ${lr} and a decay of ${wd} finds the valley, for less than four full runs`, async () => {
      const { trials, launch, best } = await play(settingsAt(lr, wd), valley);
      assert.deepEqual(trials[0]?.params, { [rate]: lr, [decay]: wd });
      const [found, foundDecay] = [Number(best?.params[rate]), Number(best?.params[decay])];
      assert.ok(Math.abs(Math.log10(found / 0.1)) <= 0.3, `learning rate ${found}`);
      assert.ok(Math.abs(Math.log10((found * foundDecay) / 1e-4)) <= 0.1, `decay ${foundDecay}`);
      assert.ok(launch.epochsSpent < 4 * epochs, `${launch.epochsSpent} epochs`);
      assert.ok(trials.every(({ state }) => state === 'ended'));
      assert.equal(launch.mostAtWork, 2);
    });

  it('goes down by powers of ten while nothing lives', async () => {
    const { best } = await play(settingsAt(300, 0), (params, epoch) =>
      Number(params[rate]) > 0.5 && epoch > 0
        ? { trainLoss: NaN, end: 'diverged' }
        : { validationLoss: 1 },
    );
    assert.ok(Number(best?.params[rate]) <= 0.5);
  });

  it('probes with the first tenth, races to 30 % and 60 % and drops the others with a reason', async () => {
    const { trials } = await play(settingsAt(0.01, 0), valley);
    const pruned = trials.flatMap((trial) => trial.pruned ?? []);
    assert.ok(pruned.length >= 3);
    for (const { epoch, reason } of pruned) {
      assert.ok([3, 9, 18].includes(epoch), `dropped at epoch ${epoch}`);
      assert.match(reason, /^Loss [0-9.]+ after epoch \d+; trial \d+ had [0-9.]+\.$/);
    }
  });

  it('does the same however many workers there are', async () => {
    const paramsWith = async (workers: number) => {
      const { best } = await play(settingsAt(1e-3, 1e-2), valley, workers);
      return best?.params;
    };
    assert.deepEqual(await paramsWith(1), await paramsWith(4));
  });

  it('keeps to a limit of trials, and finishes the best of them', async () => {
    const { trials, best } = await play(settingsAt(0.01, 0), valley, 2, 4);
    assert.equal(trials.length, 4);
    assert.ok(best);
  });

  it('tries more weight decay where the best run learnt by heart, and keeps to what that gains', async () => {
    const tell = (params: Params, epoch: number): Told => {
      const told = valley(params, epoch);
      const memorised = Math.max(0, 4 - Math.log10(Number(params[decay]) / 1e-5)) * 0.2;
      const late = Math.max(0, epoch - 20) / 10;
      return { ...told, validationLoss: (told.validationLoss ?? NaN) + memorised * late };
    };
    const { best, launch, trials } = await play(settingsAt(0.1, 1e-3), tell);
    assert.ok(Number(best?.params[decay]) > 3e-3, `decay ${String(best?.params[decay])}`);
    assert.ok(launch.epochsSpent <= 3.6 * epochs, `${launch.epochsSpent} epochs`);
    const finished = trials.filter(({ outcome }) => outcome === 'finished');
    assert.ok(finished.length >= 2 && finished.length <= 3, `${finished.length} finished`);
  });

  it('without validation data finishes one rung below the least training loss', async () => {
    const { best } = await play(settingsAt(0.01, 0), (params, epoch) => ({
      trainLoss: epoch === 0 ? 2.3 : Math.log10(Number(params[rate]) / 0.3) ** 2 / 10,
    }));
    assert.equal(best?.params[rate], 0.1);
    assert.equal(best?.params[decay], 1e-3);
  });

  it('without validation data leaves values alone that lie a rung from there', async () => {
    const { best, trials } = await play(settingsAt(0.1, 1e-3), (params, epoch) => ({
      trainLoss: epoch === 0 ? 2.3 : Math.log10(Number(params[rate]) / 0.3) ** 2 / 10,
    }));
    assert.equal(best?.number, 0);
    assert.equal(trials.filter(({ outcome }) => outcome === 'finished').length, 1);
  });
});
