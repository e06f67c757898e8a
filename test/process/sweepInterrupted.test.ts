import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TrialEvent } from '../../src/protocol/sweep';
import { readRun } from '../../src/runs/readRun';
import { readRunRecord } from '../../src/runs/runRecordFile';
import { isTrainerAlive } from '../../src/runs/trainerProcess';
import { readTrialEvents } from '../../src/runs/trialLog';
import { digitsConfig, writeConfig } from '../support/configFile';
import { buildProduct, fitscope, startCli } from '../support/product';
import { isCore, killTrainers, runFolders } from '../support/runFolders';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

interface Trial {
  readonly trial: number;
  readonly run: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly epochs: number;
}

interface Document {
  readonly sweep: string;
  readonly outcome: string;
  readonly trials: readonly Trial[];
}

/** Far more than a kill takes to arrive. */
const epochs = 100;
const rates = 'optimizer.learning_rate=list:1e-4,2e-4,3e-4,4e-4,5e-4,6e-4';

describe('a sweep that is interrupted', function () {
  this.timeout(180_000);
  const folders: string[] = [];
  before(buildProduct);
  after(() => {
    // A run whose making was interrupted has no record, and no trainer.
    for (const folder of folders) if (runFolders(folder).every(hasRecord)) killTrainers(folder);
    removeTemporaryFolders();
  });

  it('is resumed after SIGKILL: what finished is kept, what ran begins again, nothing counts twice', async () => {
    const { child, answer, folder, sweep, config } = await startSweep();
    const finished = await waitFor(
      'two trials that ended',
      () => {
        const ended = endedTrials(folder);
        return ended.length >= 2 && ended;
      },
      60_000,
    );
    // Left alone it would train on, and may be done before the sweep is resumed.
    await waitFor('another that trains, and is halted', () =>
      runFolders(dirname(config)).some((run) => hasRecord(run) && halt(run)),
    );
    child.kill('SIGKILL');
    await answer;
    const runsBefore = new Map(started(folder).map(({ trial, run }) => [trial, run]));
    const { code, stdout, stderr } = await fitscope(['sweep', config, '--resume', sweep, '--json']);
    assert.equal(code, 0, stderr);
    const { trials, outcome } = JSON.parse(stdout) as Document;
    assert.equal(outcome, 'finished');
    assert.deepEqual(
      trials.map(({ trial, outcome, epochs }) => [trial, outcome, epochs]),
      [0, 1, 2, 3, 4, 5].map((trial) => [trial, 'finished', epochs]),
    );
    for (const trial of finished) assert.equal(trials[trial]?.run, runsBefore.get(trial));
    const again = started(folder).filter(({ trial, run }) => run !== trials[trial]?.run);
    assert.ok(again.length > 0, 'nothing was at work when the sweep was killed');
    for (const { run } of again) {
      const record = readRunRecord(join(dirname(config), '.fitscope', 'runs', run ?? ''));
      assert.notEqual(record.outcome, 'running');
      assert.ok(!isTrainerAlive(record), 'an orphan trains on');
    }
    assert.equal(endedTrials(folder).length, 6);
    const repeated = await fitscope(['sweep', config, '--resume', sweep, '--json']);
    const second = JSON.parse(repeated.stdout) as Document;
    assert.deepEqual(second.trials, trials);
  });

  it('stops all at Ctrl-C within two seconds, reports, and can be resumed', async () => {
    const { child, answer, folder, sweep, config } = await startSweep();
    await waitFor('a trial that ended', () => endedTrials(folder).length >= 1, 60_000);
    const asked = Date.now();
    process.kill(-(child.pid ?? 0), 'SIGINT');
    const { stdout, stderr, code } = await answer;
    const milliseconds = Date.now() - asked;
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Stopping all trials/);
    assert.match(stderr, new RegExp(`--resume ${sweep} goes on`));
    const { outcome, trials } = JSON.parse(stdout) as Document;
    assert.equal(outcome, 'stopped');
    assert.ok(trials.some((trial) => trial.outcome === 'stopped'));
    assert.ok(milliseconds < 2000, `it took ${milliseconds} ms`);
    for (const run of runFolders(dirname(config))) assert.notEqual(readRun(run).outcome, 'running');
    const resumed = await fitscope(['sweep', config, '--resume', sweep, '--json']);
    const document = JSON.parse(resumed.stdout) as Document;
    assert.deepEqual(
      document.trials.map(({ outcome }) => outcome),
      Array.from({ length: 6 }, () => 'finished'),
    );
  });

  it('refuses to resume what still runs', async () => {
    const { child, answer, sweep, config } = await startSweep();
    const { code, stderr } = await fitscope(['sweep', config, '--resume', sweep]);
    assert.equal(code, 2);
    assert.match(stderr, /is running, as process \d+/);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await answer;
  });

  it('notices a dead process: its trial is crashed, and the others go on', async () => {
    const { answer, config } = await startSweep();
    const victim = await waitFor('a trial at work', () =>
      runFolders(dirname(config)).find((run) => {
        if (!existsSync(join(run, 'events.jsonl'))) return false;
        return readRun(run).epochs.length > 1 && readRun(run).outcome === 'running';
      }),
    );
    const { pid } = readRunRecord(victim).trainer;
    assert.ok(pid !== undefined && pid !== process.pid);
    process.kill(pid, 'SIGKILL');
    const { stdout, code } = await answer;
    assert.equal(code, 0);
    const { trials } = JSON.parse(stdout) as Document;
    const crashed = trials.filter(({ outcome }) => outcome === 'crashed');
    assert.equal(crashed.length, 1);
    assert.match(crashed[0]?.reason ?? '', /was killed \(SIGKILL\)/);
    assert.equal(trials.filter(({ outcome }) => outcome === 'finished').length, 5);
  });

  it('leaves no trial waiting for ever when it is killed while trials hold', async () => {
    const folder = temporaryFolder();
    folders.push(folder);
    const config = writeConfig(folder, digitsConfig(1000));
    const { child, answer } = startCli(
      ['sweep', config, '--search', 'guided', '--workers', '1', '--json'],
      { ownGroup: true },
    );
    const held = await waitFor(
      'a trial that holds',
      () =>
        runFolders(folder).find((run) => {
          if (!existsSync(join(run, 'events.jsonl'))) return false;
          return readRun(run).epochs.at(-1)?.epoch === 100;
        }),
      60_000,
    );
    child.kill('SIGKILL');
    await answer;
    await waitFor('its end', () => readRunRecord(held).outcome !== 'running');
    const { reason } = readRunRecord(held);
    assert.match(reason ?? '', /is gone; it held after epoch 100/);
  });

  async function startSweep() {
    const folder = temporaryFolder();
    folders.push(folder);
    const config = writeConfig(folder, digitsConfig(epochs));
    const { child, answer } = startCli(
      ['sweep', config, '--param', rates, '--workers', '2', '--no-prune', '--json'],
      { ownGroup: true },
    );
    const sweeps = join(folder, '.fitscope', 'sweeps');
    const sweep = await waitFor('its folder', () => {
      const [id] = existsSync(sweeps) ? readdirSync(sweeps) : [];
      return id !== undefined && existsSync(join(sweeps, id, 'trials.jsonl')) && id;
    });
    return { child, answer, config, sweep, folder: join(sweeps, sweep) };
  }
});

/** Whether a trainer was at work and is halted now; none that has just written its end. */
function halt(run: string): boolean {
  const isAtWork = () => readRunRecord(run).outcome === 'running' && existsSync(eventsOf(run));
  const { pid } = readRunRecord(run).trainer;
  if (!isAtWork() || !isCore(pid) || pid === undefined) return false;
  process.kill(pid, 'SIGSTOP');
  if (isAtWork()) return true;
  process.kill(pid, 'SIGCONT');
  return false;
}

function eventsOf(run: string): string {
  return join(run, 'events.jsonl');
}

function hasRecord(run: string): boolean {
  return existsSync(join(run, 'run.json'));
}

function events(folder: string): readonly TrialEvent[] {
  assert.ok(readFileSync(join(folder, 'sweep.json'), 'utf8').length > 0);
  return readTrialEvents(folder);
}

function started(folder: string) {
  return events(folder).flatMap((event) => (event.type === 'trial.started' ? [event] : []));
}

function endedTrials(folder: string): readonly number[] {
  return events(folder).flatMap((event) => (event.type === 'trial.ended' ? [event.trial] : []));
}
