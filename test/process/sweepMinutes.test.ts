import assert from 'node:assert/strict';
import { readRunRecord } from '../../src/runs/runRecordFile';
import { digitsConfig, writeConfig } from '../support/configFile';
import { buildProduct, fitscope } from '../support/product';
import { killTrainers, runFolders } from '../support/runFolders';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';

interface Document {
  readonly sweep: string;
  readonly outcome: string;
  readonly trials: readonly { readonly trial: number; readonly outcome: string }[];
}

describe('a sweep with a limit of minutes', function () {
  this.timeout(120_000);
  let folder: string;
  before(async () => {
    folder = temporaryFolder();
    await buildProduct();
  });
  after(() => {
    killTrainers(folder);
    removeTemporaryFolders();
  });

  it('stops trials that would train for hours, says so, and leaves them to be resumed', async () => {
    const config = writeConfig(folder, digitsConfig(1_000_000));
    const rates = 'optimizer.learning_rate=list:1e-4,2e-4,3e-4';
    const { code, stdout, stderr } = await fitscope([
      ...['sweep', config, '--param', rates, '--workers', '2', '--no-prune', '--json'],
      ...['--minutes', '0.05'],
    ]);
    assert.equal(code, 1, stderr);
    assert.match(stderr, /0\.05 minutes are over: stopping all trials/);
    const { sweep, outcome, trials } = JSON.parse(stdout) as Document;
    assert.match(stderr, new RegExp(`--resume ${sweep} goes on`));
    assert.equal(outcome, 'stopped');
    assert.ok(trials.length === 1 || trials.length === 2, `${trials.length} trials`);
    assert.ok(trials.every((trial) => trial.outcome === 'stopped'));
    const runs = runFolders(folder);
    assert.ok(runs.every((run) => readRunRecord(run).outcome === 'stopped'));
    const again = await fitscope(['sweep', config, '--resume', sweep, '--json']);
    const resumed = JSON.parse(again.stdout) as Document;
    assert.equal(resumed.outcome, 'stopped');
    assert.ok(resumed.trials.length <= 2);
    assert.ok(runFolders(folder).length > runs.length, 'nothing was started again');
  });
});
