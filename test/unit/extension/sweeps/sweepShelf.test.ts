import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../../../src/extension/runs/clock';
import type { SweepChange } from '../../../../src/extension/sweeps/sweepLibrary';
import { SweepShelf } from '../../../../src/extension/sweeps/sweepShelf';
import { toWire } from '../../../../src/protocol/wire';
import { writeLiveTrials } from '../../../../src/runs/liveTrials';
import { describeTrainer } from '../../../../src/runs/trainerProcess';
import { writeSweep } from '../../../support/sweepOnDisk';
import { removeTemporaryFolders, temporaryFolder } from '../../../support/temporaryFolder';

class StoppedClock implements Clock {
  private waiting: (() => void)[] = [];
  now(): number {
    return 0;
  }
  later(_milliseconds: number, act: () => void): () => void {
    this.waiting.push(act);
    return () => (this.waiting = this.waiting.filter((one) => one !== act));
  }
  /** Lets what waits happen; gives how much that was. */
  tick(): number {
    const now = this.waiting;
    this.waiting = [];
    now.forEach((act) => act());
    return now.length;
  }
}

describe('the shelf of sweeps', () => {
  after(removeTemporaryFolders);

  function shelfOver(out: string) {
    const clock = new StoppedClock();
    const changes: SweepChange[] = [];
    const problems: string[] = [];
    const shelf = new SweepShelf(
      {
        changed: (change) => changes.push(change),
        noticed: (problem) => problems.push(problem),
      },
      clock,
    );
    shelf.look([out]);
    return { shelf, clock, changes, problems };
  }

  function setRecord(folder: string, change: object): void {
    const path = join(folder, 'sweep.json');
    const record = JSON.parse(readFileSync(path, 'utf8')) as object;
    writeFileSync(path, toWire({ ...record, ...change }));
  }

  it('lists ended sweeps with their trials, knows whose runs they are, and waits for nothing', () => {
    const out = temporaryFolder();
    writeSweep(out, 12);
    const { shelf, clock, changes } = shelfOver(out);
    const [sweep] = shelf.list();
    assert.deepEqual([sweep?.id, sweep?.view.state], ['a-sweep', 'finished']);
    const statuses = new Set(sweep?.view.trials.map(({ status }) => status));
    assert.deepEqual([...statuses].sort(), ['diverged', 'finished', 'pruned']);
    assert.match(sweep?.view.trials[3]?.reason ?? '', /^Stopped at epoch 7 of 70/);
    assert.ok(shelf.trials().has('run-3'));
    assert.equal(clock.tick(), 0);
    assert.deepEqual(changes, [{ kind: 'listed' }]);
  });

  it('follows one that is driven: new trials, live numbers, its end', () => {
    const out = temporaryFolder();
    const folder = writeSweep(out, 2);
    setRecord(folder, { outcome: 'running', driver: describeTrainer('external') });
    const { shelf, clock, changes } = shelfOver(out);
    assert.equal(shelf.list()[0]?.view.state, 'running');
    const before = shelf.list()[0]?.view.trials[0];
    const started = { type: 'trial.started', at: '', trial: 2, run: 'run-2', params: { a: 1 } };
    appendFileSync(join(folder, 'trials.jsonl'), `${JSON.stringify(started)}\n`);
    const result = { epochs: 4, validationLoss: NaN, metrics: {} };
    writeLiveTrials(folder, { isPaused: false, trials: [{ trial: 2, state: 'running', result }] });
    assert.equal(clock.tick(), 1);
    const { trials = [] } = shelf.list()[0]?.view ?? {};
    assert.equal(trials[0], before, 'a row that did not change is another object');
    assert.deepEqual([trials[2]?.status, trials[2]?.result?.epochs], ['running', 4]);
    assert.ok(Number.isNaN(trials[2]?.result?.validationLoss));
    assert.ok(shelf.trials().has('run-2'));
    writeLiveTrials(folder, { isPaused: true, trials: [{ trial: 2, state: 'paused', result }] });
    clock.tick();
    assert.equal(shelf.list()[0]?.view.state, 'paused');
    setRecord(folder, { outcome: 'stopped' });
    clock.tick();
    assert.equal(shelf.list()[0]?.view.state, 'stopped');
    assert.equal(shelf.list()[0]?.view.trials[2]?.status, 'lost');
    assert.equal(clock.tick(), 0, 'it looks on');
    assert.equal(changes.at(-1)?.kind, 'listed');
  });

  it('tells one whose driver is gone as interrupted', () => {
    const out = temporaryFolder();
    const folder = writeSweep(out, 2);
    setRecord(folder, {
      outcome: 'running',
      driver: { ...describeTrainer('external'), pid: 1 << 22 },
    });
    assert.equal(shelfOver(out).shelf.list()[0]?.view.state, 'interrupted');
  });

  it('forgets what was deleted, and says once what cannot be read', () => {
    const out = temporaryFolder();
    const folder = writeSweep(out, 3);
    writeFileSync(join(writeSweep(out, 1, 'broken'), 'sweep.json'), '{}');
    const { shelf, problems } = shelfOver(out);
    assert.deepEqual(
      shelf.list().map(({ id }) => id),
      ['a-sweep'],
    );
    shelf.look([out]);
    assert.equal(problems.length, 1);
    rmSync(folder, { recursive: true });
    shelf.look([out]);
    assert.deepEqual(shelf.list(), []);
    assert.ok(!shelf.trials().has('run-1'));
  });
});
