import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SweepView } from '../../src/protocol/sweepView';
import { requestOfSweep, requestPlan } from '../../src/runs/sweepControl';
import { sweepPaths } from '../../src/runs/sweepPaths';
import { SweepReader } from '../../src/runs/sweepReader';
import { digitsConfig, writeConfig } from '../support/configFile';
import { buildProduct, fitscope, startCli } from '../support/product';
import { killTrainers, runFolders } from '../support/runFolders';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

/** Epochs of a trial that nobody outruns: there is time to pause it twice. */
const long = 2500;

describe('a sweep that is steered through its folder', function () {
  this.timeout(180_000);
  const folders: string[] = [];
  before(buildProduct);
  after(() => {
    for (const folder of folders)
      if (runFolders(folder).every((run) => existsSync(join(run, 'run.json'))))
        killTrainers(folder);
    removeTemporaryFolders();
  });

  it('pauses and goes on, ends one trial, takes a wider plan, stops, and is resumed', async () => {
    const { reader, config, sweep, folder, answer } = await startSweep(long);
    const look = (): SweepView => {
      reader.update();
      return reader.view;
    };
    const epochOf = (trial: number) => look().trials[trial]?.result?.epochs ?? 0;
    await waitFor('a trial that trains', () => epochOf(0) > 2);
    assert.equal(look().state, 'running');

    requestOfSweep(folder, 'pause');
    await waitFor('the pause', () => look().state === 'paused');
    await waitFor('the trial to say so', () => look().trials[0]?.status === 'paused');
    let before = -1;
    await waitFor('an epoch that stays', () => {
      const now = epochOf(0);
      const stays = now === before;
      before = now;
      return stays;
    });
    await pause(1200);
    assert.equal(epochOf(0), before, 'it trains on');
    assert.equal(look().trials.length, 1);

    requestOfSweep(folder, 'go_on');
    await waitFor('it to go on', () => look().state === 'running' && epochOf(0) > before + 1);

    requestOfSweep(folder, 'pause', 0);
    await waitFor('the trial to pause', () => look().trials[0]?.status === 'paused');
    requestOfSweep(folder, 'go_on', 0);
    await waitFor('the trial to go on', () => look().trials[0]?.status === 'running');

    const wider = {
      ...look().record.plan,
      parameters: { 'optimizer.learning_rate': { kind: 'list', values: [1e-4, 2e-4, 3e-4] } },
    } as const;
    requestPlan(folder, wider);
    await waitFor('the plan', () => look().record.plan.parameters, 10_000);
    requestOfSweep(folder, 'stop', 0);
    await waitFor('its end', () => look().trials[0]?.status === 'stopped');
    await waitFor('the next one', () => look().trials[1]?.status === 'running');
    requestOfSweep(folder, 'stop', 1);
    await waitFor('the one of the wider plan', () => (look().trials[2]?.result?.epochs ?? 0) > 1);
    assert.equal(look().trials[2]?.params['optimizer.learning_rate'], 3e-4);

    requestOfSweep(folder, 'stop');
    const { code, stderr } = await answer;
    assert.equal(code, 1, stderr);
    const stopped = look();
    assert.equal(stopped.state, 'stopped');
    assert.deepEqual(
      stopped.trials.map(({ status }) => status),
      ['stopped', 'stopped', 'lost'],
    );
    assert.ok((stopped.trials[0]?.result?.epochs ?? 0) > 2, 'what came out is kept');
    assert.ok(!existsSync(sweepPaths(folder).live));

    const resumed = await fitscope(['sweep', config, '--resume', sweep, '--json']);
    assert.equal(resumed.code, 0, resumed.stderr);
    assert.deepEqual(
      look().trials.map(({ status, result }) => [status, (result?.epochs ?? 0) === long]),
      [
        ['stopped', false],
        ['stopped', false],
        ['finished', true],
      ],
      'an old request to stop is obeyed again, or what was stopped is started again',
    );
    assert.equal(look().state, 'finished');
  });

  it('is told as interrupted when its driver is gone', async () => {
    const { reader, child, answer } = await startSweep(4000);
    await waitFor('a trial', () => reader.update() && reader.view.trials.length > 0);
    child.kill('SIGKILL');
    await answer;
    await waitFor('the state', () => {
      reader.update();
      return reader.view.state === 'interrupted' && reader.view.trials[0]?.status === 'lost';
    });
  });

  async function startSweep(epochs: number) {
    const root = temporaryFolder();
    folders.push(root);
    const config = writeConfig(root, digitsConfig(epochs));
    const rates = 'optimizer.learning_rate=list:1e-4,2e-4';
    const { child, answer } = startCli(
      ['sweep', config, '--param', rates, '--workers', '1', '--no-prune', '--json'],
      { ownGroup: true },
    );
    const sweeps = join(root, '.fitscope', 'sweeps');
    const sweep = await waitFor('its folder', () => {
      const [id] = existsSync(sweeps) ? readdirSync(sweeps) : [];
      return id !== undefined && existsSync(join(sweeps, id, 'sweep.json')) && id;
    });
    const folder = join(sweeps, sweep);
    return { child, answer, config, sweep, folder, reader: new SweepReader(folder) };
  }
});
