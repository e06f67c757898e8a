import assert from 'node:assert/strict';
import { LocalExecutor } from '../../src/launch/localExecutor';
import type { Settings } from '../../src/protocol/settings';
import { createRun } from '../../src/runs/createRun';
import { readRun } from '../../src/runs/readRun';
import { readRunRecord } from '../../src/runs/runRecordFile';
import { isTrainerAlive } from '../../src/runs/trainerProcess';
import { exampleNewRun, exampleSettings } from '../support/exampleRun';
import { buildProduct, corePath } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

describe('the pool of core processes', function () {
  this.timeout(120_000);
  let executor: LocalExecutor;
  before(buildProduct);
  beforeEach(() => (executor = new LocalExecutor(corePath, 2)));
  afterEach(() => executor.close());
  after(removeTemporaryFolders);

  it('trains one run after another in the same process, as processes of their own would', async () => {
    const folders = [await newRun(2), await newRun(2), await newRun(2, 11)];
    for (const folder of folders) await executor.start(folder, {}).ended;
    const records = folders.map((folder) => readRunRecord(folder));
    assert.deepEqual(
      records.map(({ outcome }) => outcome),
      ['finished', 'finished', 'finished'],
    );
    assert.equal(new Set(records.map(({ trainer }) => trainer.pid)).size, 1);
    const losses = folders.map((folder) => readRun(folder).epochs.map((one) => one.trainLoss));
    assert.deepEqual(losses[0], losses[1]);
    assert.notDeepEqual(losses[0], losses[2]);
  });

  it('takes one process for each run at work, and lets them go when it is closed', async () => {
    const folders = [await newRun(2), await newRun(2)];
    await Promise.all(folders.map((folder) => executor.start(folder, {}).ended));
    const records = folders.map((folder) => readRunRecord(folder));
    assert.equal(new Set(records.map(({ trainer }) => trainer.pid)).size, 2);
    executor.close();
    for (const record of records)
      await waitFor('the end of a process', () => !isTrainerAlive(record));
  });

  it('loses one run with a process that dies, and trains the next', async () => {
    const [first, victim, next] = [await newRun(1), await newRun(100_000), await newRun(1)];
    await executor.start(first, {}).ended;
    const dying = executor.start(victim, {});
    await waitFor('a run at work', () => readRun(victim).epochs.length > 1);
    const { pid } = readRunRecord(victim).trainer;
    assert.equal(pid, readRunRecord(first).trainer.pid);
    process.kill(pid ?? 0, 'SIGKILL');
    await dying.ended;
    assert.equal(readRunRecord(victim).outcome, 'crashed');
    assert.match(readRunRecord(victim).reason ?? '', /was killed \(SIGKILL\)/);
    await executor.start(next, {}).ended;
    assert.equal(readRunRecord(next).outcome, 'finished');
    assert.notEqual(readRunRecord(next).trainer.pid, pid);
  });

  it('goes on after a run that was stopped, and one that cannot be trained', async () => {
    const [stopped, next] = [await newRun(100_000), await newRun(1)];
    const execution = executor.start(stopped, {});
    await waitFor('a run at work', () => readRun(stopped).epochs.length > 1);
    execution.stop();
    await execution.ended;
    assert.equal(readRunRecord(stopped).outcome, 'stopped');
    const settings = { ...exampleSettings.dataset, train_samples: 1e6 };
    const broken = await newRun(1, 7, { ...exampleSettings, dataset: settings });
    await executor.start(broken, {}).ended;
    assert.match(readRunRecord(broken).reason ?? '', /train_samples/);
    await executor.start(next, {}).ended;
    const pids = [stopped, broken, next].map((folder) => readRunRecord(folder).trainer.pid);
    assert.equal(new Set(pids).size, 1);
    assert.equal(readRunRecord(next).outcome, 'finished');
  });
});

async function newRun(epochs: number, seed = 7, from: Settings = exampleSettings): Promise<string> {
  const settings = { ...from, training: { ...from.training, epochs, seed } };
  const { folder } = await createRun(temporaryFolder(), { ...exampleNewRun, settings });
  return folder;
}
