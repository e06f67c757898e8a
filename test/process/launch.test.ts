import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askCore, CoreError } from '../../src/launch/askCore';
import { launchCore } from '../../src/launch/launchCore';
import { trainRun } from '../../src/launch/trainRun';
import { createRun } from '../../src/runs/createRun';
import { readRun } from '../../src/runs/readRun';
import { readRunRecord } from '../../src/runs/runRecordFile';
import { ended, exampleNewRun, started, step } from '../support/exampleRun';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

/** What a trainer of these tests can do; `folder` is its run folder. */
const prelude = `
const { appendFileSync, readFileSync, existsSync } = require('node:fs');
const [verb, folder] = process.argv.slice(2);
const say = (event) => appendFileSync(folder + '/events.jsonl', JSON.stringify(event) + '\\n');
const started = ${JSON.stringify(started())};
const step = ${JSON.stringify(step(1))};
const ended = ${JSON.stringify(ended())};
const stopAsked = () => existsSync(folder + '/control.jsonl');
const forever = setInterval(() => {}, 1000);
`;

describe('a trainer that is started', () => {
  after(removeTemporaryFolders);

  it('has its words and its noise on different pipes', async () => {
    const path = trainer(`
      console.log('{"a": 1}');
      for (let i = 0; i < 200; i++) console.error('noise ' + i);
      clearInterval(forever);`);
    const noise: string[] = [];
    const ending = await launchCore(path, ['x'], { onStderr: (line) => noise.push(line) }).ended;
    assert.equal(ending.code, 0);
    assert.equal(ending.stdout, '{"a": 1}\n');
    assert.equal(noise.length, 200);
    assert.equal(ending.stderr.at(-1), 'noise 199');
    assert.deepEqual(await askCore(path, ['x']), { a: 1 });
  });

  it('is told about in one sentence when it refuses, dies or answers nonsense', async () => {
    const refusing = trainer(`console.error('No such file: a.npy.'); process.exit(2);`);
    await assert.rejects(askCore(refusing, ['oui']), (error: unknown) => {
      assert.ok(error instanceof CoreError);
      assert.deepEqual([error.message, error.exitCode], ['No such file: a.npy.', 2]);
      return true;
    });
    const dying = trainer(`process.kill(process.pid, 'SIGKILL');`);
    await assert.rejects(askCore(dying, ['oui']), /was killed \(SIGKILL\)/);
    const babbling = trainer(`console.log('hello'); process.exit(0);`);
    await assert.rejects(askCore(babbling, ['oui']), /answer to "oui" is not JSON: hello/);
    await assert.rejects(askCore(trainer('}'), ['oui']), /SyntaxError|exit code 1|Node\.js/);
  });

  it('ends when the caller gives up', async () => {
    const controller = new AbortController();
    const { ended: end } = launchCore(trainer(''), ['x'], { signal: controller.signal });
    controller.abort();
    assert.equal((await end).signal, 'SIGKILL');
  });
});

describe('trainRun', () => {
  after(removeTemporaryFolders);

  it('marks a run crashed whose trainer was killed, and keeps what it had recorded', async () => {
    const run = await start(`say(started); say(step); process.kill(process.pid, 'SIGKILL');`);
    const { signal, recordProblem } = await run.training.ended;
    assert.equal(signal, 'SIGKILL');
    assert.equal(recordProblem, undefined);
    const record = readRunRecord(run.folder);
    assert.equal(record.outcome, 'crashed');
    assert.match(record.reason ?? '', /SIGKILL/);
    assert.ok(record.ended);
    assert.equal(readRun(run.folder).steps.length, 1);
  });

  it('gives the last words of a trainer that failed as the reason', async () => {
    const run = await start(`console.error('Out of memory.'); process.exit(1);`);
    assert.equal((await run.training.ended).code, 1);
    assert.equal(readRunRecord(run.folder).reason, 'Out of memory.');
  });

  it('believes an end that the trainer recorded, and changes no record that is settled', async () => {
    const run = await start(`say(started); say(ended); process.exit(0);`);
    await run.training.ended;
    const record = readRunRecord(run.folder);
    assert.equal(record.outcome, 'finished');
    assert.equal(record.ended, ended().at);
  });

  it('stops a trainer that listens, without a signal', async () => {
    const run = await start(`
      process.on('SIGTERM', () => process.exit(9));
      say(started);
      setInterval(() => {
        if (!stopAsked()) return;
        say({ ...ended, outcome: 'stopped' });
        process.exit(0);
      }, 5);`);
    await waitFor('the first event', () => readRun(run.folder).started);
    run.training.stop();
    assert.equal((await run.training.ended).code, 0);
    assert.equal(readRunRecord(run.folder).outcome, 'stopped');
  });

  it('ends a trainer that only hears SIGTERM, then one that hears nothing', async () => {
    const polite = await start(`process.on('SIGTERM', () => process.exit(0)); say(started);`);
    await waitFor('the first event', () => readRun(polite.folder).started);
    polite.training.stop();
    assert.equal((await polite.training.ended).code, 0);
    const deaf = await start(`process.on('SIGTERM', () => {}); say(started);`);
    await waitFor('the first event', () => readRun(deaf.folder).started);
    deaf.training.stop();
    assert.equal((await deaf.training.ended).signal, 'SIGKILL');
    const record = readRunRecord(deaf.folder);
    assert.equal(record.outcome, 'stopped');
    assert.match(record.reason ?? '', /ended by SIGKILL/);
  });

  it('says so when the trainer cannot be started at all', async () => {
    const { folder } = await createRun(temporaryFolder(), exampleNewRun);
    const { ended: end } = trainRun(trainer(''), folder, { cwd: join(folder, 'nowhere') });
    assert.match((await end).notStarted ?? '', /ENOENT/);
    assert.match(readRunRecord(folder).reason ?? '', /could not be started/);
  });
});

async function start(source: string) {
  const { folder } = await createRun(temporaryFolder(), exampleNewRun);
  const patience = { request: 100, terminate: 300 };
  return { folder, training: trainRun(trainer(source), folder, { patience }) };
}

function trainer(source: string): string {
  const path = join(temporaryFolder(), 'trainer.cjs');
  writeFileSync(path, `${prelude}${source}`);
  return path;
}
