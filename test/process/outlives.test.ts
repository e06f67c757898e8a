import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../../src/config/readConfig';
import { systemClock } from '../../src/extension/runs/clock';
import { diskStore } from '../../src/extension/runs/diskStore';
import type { RunChange } from '../../src/extension/runs/runLibrary';
import { RunShelf } from '../../src/extension/runs/runShelf';
import { trainRun, type Training } from '../../src/launch/trainRun';
import { createRun } from '../../src/runs/createRun';
import { readRun } from '../../src/runs/readRun';
import { readRunRecord } from '../../src/runs/runRecordFile';
import { isTrainerAlive } from '../../src/runs/trainerProcess';
import { exampleConfigText } from '../support/exampleRun';
import { buildProduct, corePath, startNode } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

const root = join(__dirname, '..', '..');

describe('a run that outlives its starter', () => {
  const folders: string[] = [];
  const shelves: RunShelf[] = [];
  const trainings: Training[] = [];

  before(buildProduct);
  // Nobody else ends a run that was made to live on.
  after(() => folders.forEach(killTrainer));
  after(() => trainings.forEach((training) => training.kill()));
  after(() => shelves.forEach((shelf) => shelf.close()));
  after(removeTemporaryFolders);

  it('goes on when the starter is killed, is found again and stopped by request', async () => {
    const { out, folder, id } = await newRun(100_000);
    folders.push(folder);
    const starter = await startAndKill(folder);
    await waitFor('steps', () => readRun(folder).steps.length > 2);
    assert.ok(isTrainerAlive(readRunRecord(folder)));
    assert.notEqual(readRunRecord(folder).trainer.pid, starter);

    const changes: RunChange[] = [];
    const listener = {
      changed: (change: RunChange) => void changes.push(change),
      noticed: (problem: string) => assert.fail(problem),
    };
    const shelf = new RunShelf(
      diskStore(() => true),
      listener,
      systemClock,
    );
    shelves.push(shelf);
    shelf.look([out]);
    assert.deepEqual(
      shelf.live().map((run) => run.id),
      [id],
    );
    const before = shelf.live()[0]?.view.steps.length ?? 0;
    await waitFor('progress', () => (shelf.live()[0]?.view.steps.length ?? 0) > before);
    shelf.stop(id);
    await waitFor('the end', () => changes.some(({ kind }) => kind === 'ended'));
    // The last event is there a moment before the record.
    await waitFor('its record', () => readRunRecord(folder).outcome !== 'running');
    assert.equal(readRunRecord(folder).outcome, 'stopped');
    assert.ok(existsSync(join(folder, 'findings.json')));
  });

  it('is killed when it does not listen, where it is a core of this host', async () => {
    const deaf = join(temporaryFolder(), 'deaf.cjs');
    writeFileSync(deaf, deafTrainer);
    const { folder } = await newRun(4);
    const training = trainRun(deaf, folder, { detachedNoise: join(folder, 'trainer.log') });
    trainings.push(training);
    await waitFor('its start', () => readRunRecord(folder).trainer.pid === training.pid);
    const { stopRun } = await import('../../src/launch/stopRun');
    stopRun(folder, { request: 50, terminate: 150 });
    const { signal, stderr } = await training.ended;
    assert.equal(signal, 'SIGKILL');
    assert.deepEqual(stderr, ['SIGTERM?']);
    assert.equal(readFileSync(join(folder, 'trainer.log'), 'utf8'), 'SIGTERM?\n');
  });

  it('leaves no log of noise where there was none', async () => {
    const { folder } = await newRun(1);
    const training = trainRun(corePath, folder, { detachedNoise: join(folder, 'trainer.log') });
    assert.equal((await training.ended).code, 0);
    assert.ok(!existsSync(join(folder, 'trainer.log')));
  });
});

function killTrainer(folder: string): void {
  const record = readRunRecord(folder);
  const { pid } = record.trainer;
  if (pid !== undefined && pid !== process.pid && isTrainerAlive(record)) process.kill(pid);
}

async function newRun(epochs: number) {
  const out = temporaryFolder();
  const configText = exampleConfigText.replace('epochs: 4', `epochs: ${epochs}`);
  const { settings } = readConfig(configText, 'yaml');
  assert.ok(settings);
  const configPath = join(out, 'digits.fit.yaml');
  return { out, ...(await createRun(out, { name: 'digits', configPath, configText, settings })) };
}

/** A process starts the run and is killed without a chance to tidy up; gives its id. */
async function startAndKill(folder: string): Promise<number> {
  const script = join(temporaryFolder(), 'starter.ts');
  writeFileSync(
    script,
    `import { trainRun } from ${JSON.stringify(join(root, 'src', 'launch', 'trainRun'))};
     trainRun(${JSON.stringify(corePath)}, ${JSON.stringify(folder)}, {
       detachedNoise: ${JSON.stringify(join(folder, 'trainer.log'))},
     });`,
  );
  const { child, answer } = startNode(['--require', 'tsx/cjs', script], { cwd: root });
  await waitFor('the first event', () => readRun(folder).started);
  child.kill('SIGKILL');
  await answer;
  await pause(100);
  return child.pid ?? 0;
}

const deafTrainer = `
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = process.argv[3] + '/run.json';
process.on('SIGTERM', () => console.error('SIGTERM?'));
const record = JSON.parse(readFileSync(path, 'utf8'));
record.trainer = { ...record.trainer, pid: process.pid, processStarted: undefined };
writeFileSync(path + '.new', JSON.stringify(record));
renameSync(path + '.new', path);
setInterval(() => {}, 1000);
`;
