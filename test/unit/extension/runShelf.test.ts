import assert from 'node:assert/strict';
import { setImmediate as settle } from 'node:timers/promises';
import type { RunChange } from '../../../src/extension/runs/runLibrary';
import { RunShelf } from '../../../src/extension/runs/runShelf';
import { RunFolderError } from '../../../src/runs/runFolderError';
import type { TrainingEnding } from '../../../src/launch/trainRun';
import { FakeClock, FakeRun, FakeStore } from './fakeStore';

describe('RunShelf', () => {
  it('lists the runs of all folders, newest first, each id once', () => {
    const { store, shelf } = setUp();
    store.add(new FakeRun('old', '/a', '2026-01-01T00:00:00.000Z')).end('finished');
    store.add(new FakeRun('new', '/b', '2026-01-03T00:00:00.000Z')).end('finished');
    store.add(new FakeRun('middle', '/a', '2026-01-02T00:00:00.000Z')).end('finished');
    store.add(new FakeRun('middle', '/b', '2026-01-02T00:00:00.000Z')).end('finished');
    shelf.look(['/a', '/b']);
    assert.deepEqual(
      shelf.list().map(({ id }) => id),
      ['new', 'middle', 'old'],
    );
    assert.equal(shelf.list()[1]?.folder, '/a/runs/middle');
  });

  it('tells of another list, and of the same list nothing', () => {
    const { store, shelf, changes } = setUp();
    const run = store.add(new FakeRun('one', '/a'));
    run.end('stopped');
    run.verdict = 'balanced';
    shelf.look(['/a']);
    shelf.refresh();
    assert.deepEqual(kinds(changes), ['listed']);
    run.verdict = 'overfitting';
    shelf.refresh();
    assert.deepEqual(kinds(changes), ['listed', 'listed']);
  });

  it('follows a live run whoever started it, and tells its progress and its end', async () => {
    const { store, shelf, changes } = setUp();
    const run = store.add(new FakeRun('one', '/a'));
    shelf.look(['/a']);
    assert.deepEqual(
      shelf.live().map(({ id }) => id),
      ['one'],
    );
    run.advance();
    run.end('finished');
    await settle();
    assert.deepEqual(shelf.live(), []);
    assert.deepEqual(store.kept, ['one']);
    assert.deepEqual(kinds(changes), [
      ...['progressed', 'listed', 'progressed', 'progressed'],
      ...['ended', 'listed'],
    ]);
    const last = changes.find((change) => change.kind === 'ended');
    assert.ok(last?.kind === 'ended');
    assert.equal(last.run.view.outcome, 'finished');
    assert.equal(shelf.list()[0]?.verdict, 'undecided');
  });

  it('follows a live run once, however often it is listed', () => {
    const { store, shelf, changes } = setUp();
    store.add(new FakeRun('one', '/a'));
    shelf.look(['/a']);
    shelf.look(['/a']);
    shelf.refresh();
    assert.deepEqual(kinds(changes), ['progressed', 'listed']);
  });

  it('diagnoses a run that goes on at most twice a second, and never forgets the last events', () => {
    const { store, shelf, changes, clock } = setUp();
    const run = store.add(new FakeRun('one', '/a'));
    shelf.look(['/a']);
    for (let i = 0; i < 40; i++) {
      clock.pass(50);
      run.advance();
    }
    assert.equal(store.diagnoses, 5, 'at once and four times within two seconds');
    run.advance();
    const told = store.diagnoses;
    clock.pass(500);
    assert.equal(store.diagnoses, told + 1);
    const last = changes.at(-1);
    assert.ok(last?.kind === 'progressed');
    assert.equal(last.run.view, run.view);
    assert.equal(last.run.diagnosis.says, `Diagnosis ${store.diagnoses}.`);
    clock.pass(10_000);
    assert.equal(store.diagnoses, told + 1, 'nothing new, nothing to diagnose');
  });

  it('waits for its own process to settle how the run ended, and reads that', async () => {
    const { store, shelf, changes } = setUp();
    const training = ownTraining();
    const run = store.add(new FakeRun('one', '/a'));
    shelf.adopt('one', run.folder, training);
    run.end('crashed');
    await settle();
    assert.ok(!kinds(changes).includes('ended'));
    run.view = { ...run.view, outcome: 'stopped' };
    training.finish();
    await settle();
    const last = changes.find((change) => change.kind === 'ended');
    assert.ok(last?.kind === 'ended');
    assert.equal(last.run.view.outcome, 'stopped');
  });

  it('shows a run of its own before anybody searched its folder, and afterwards', () => {
    const { store, shelf } = setUp();
    const run = store.add(new FakeRun('one', '/elsewhere/.fitscope'));
    shelf.adopt('one', run.folder, ownTraining());
    assert.equal(shelf.list().length, 1);
    shelf.look(['/a']);
    assert.equal(shelf.list().length, 1);
  });

  it('stops its own process by itself, one of others by its folder, an ended one not', async () => {
    const { store, shelf } = setUp();
    const training = ownTraining();
    const mine = store.add(new FakeRun('mine', '/a'));
    const other = store.add(new FakeRun('other', '/a'));
    shelf.adopt('mine', mine.folder, training);
    shelf.look(['/a']);
    shelf.stop('mine');
    shelf.stop('other');
    assert.equal(training.stops, 1);
    assert.deepEqual(store.stopped, ['other']);
    other.end('stopped');
    await settle();
    shelf.stop('other');
    shelf.stop('nobody');
    assert.deepEqual(store.stopped, ['other']);
  });

  it('reads an ended run once, and again when it ended otherwise', () => {
    const { store, shelf } = setUp();
    const run = store.add(new FakeRun('one', '/a'));
    run.end('crashed');
    shelf.look(['/a']);
    assert.equal(shelf.load('one'), shelf.load('one'));
    assert.equal(store.reads, 1);
    run.end('stopped');
    shelf.refresh();
    assert.equal(shelf.load('one').view.outcome, 'stopped');
    assert.throws(() => shelf.load('nobody'), RunFolderError);
  });

  it('diagnoses by the way what ended while nobody looked, each once', () => {
    const { store, shelf, clock } = setUp();
    for (const id of ['one', 'two']) store.add(new FakeRun(id, '/a')).end('finished');
    shelf.look(['/a']);
    assert.deepEqual(store.kept, []);
    clock.pass(1000);
    assert.deepEqual([...store.kept].sort(), ['one', 'two']);
    assert.equal(shelf.list()[0]?.verdict, 'undecided');
  });

  it('does not try again and again to keep a diagnosis that cannot be kept', () => {
    const { store, shelf, clock, noticed } = setUp();
    store.add(new FakeRun('one', '/a')).end('finished');
    let tries = 0;
    store.keep = (folder) => {
      tries += 1;
      throw new RunFolderError('The disk is full.', 'ENOSPC', folder);
    };
    shelf.look(['/a']);
    clock.pass(5000);
    shelf.refresh();
    clock.pass(5000);
    assert.equal(tries, 1);
    assert.deepEqual(noticed, ['The disk is full.']);
    assert.equal(shelf.list()[0]?.verdict, 'undecided', 'but it is shown');
  });

  it('leaves alone a run that nobody here can see and that is silent', () => {
    const { store, shelf } = setUp();
    store.add(new FakeRun('one', '/a'));
    store.abandoned.add('one');
    shelf.look(['/a']);
    assert.deepEqual(shelf.live(), []);
    assert.equal(shelf.list()[0]?.outcome, 'running');
    store.abandoned.delete('one');
    shelf.refresh();
    assert.equal(shelf.live().length, 1);
  });

  it('says once what cannot be read, and does not follow it again', async () => {
    const { store, shelf, noticed } = setUp();
    const run = store.add(new FakeRun('one', '/a'));
    store.problems = ['/a/runs/x has no run.json; it is not shown.'];
    shelf.look(['/a']);
    shelf.refresh();
    assert.equal(noticed.length, 1);
    run.break('events.jsonl became shorter.');
    await settle();
    shelf.refresh();
    assert.deepEqual(shelf.live(), []);
    assert.equal(noticed[1], 'events.jsonl became shorter.');
  });

  it('tells that a run is not live any more although the list stays as it was', async () => {
    const { store, shelf, changes } = setUp();
    const run = store.add(new FakeRun('one', '/a'));
    run.verdict = 'undecided';
    shelf.look(['/a']);
    run.view = { ...run.view, outcome: 'crashed' };
    shelf.refresh();
    const told = changes.length;
    run.break('run.json is gone.');
    await settle();
    assert.deepEqual(shelf.live(), []);
    assert.deepEqual(kinds(changes).slice(told), ['listed']);
  });

  it('tells nothing any more once it is closed', async () => {
    const { store, shelf, changes, clock } = setUp();
    const run = store.add(new FakeRun('one', '/a'));
    store.add(new FakeRun('two', '/a')).end('finished');
    shelf.look(['/a']);
    const told = changes.length;
    shelf.close();
    await settle();
    run.end('finished');
    shelf.refresh();
    clock.pass(10_000);
    assert.equal(changes.slice(told).filter(({ kind }) => kind !== 'progressed').length, 0);
    assert.deepEqual(store.kept, []);
  });
});

function setUp() {
  const store = new FakeStore();
  const clock = new FakeClock();
  const changes: RunChange[] = [];
  const noticed: string[] = [];
  const listener = {
    changed: (change: RunChange) => void changes.push(change),
    noticed: (problem: string) => void noticed.push(problem),
  };
  return { store, clock, changes, noticed, shelf: new RunShelf(store, listener, clock) };
}

function kinds(changes: readonly RunChange[]): readonly string[] {
  return changes.map(({ kind }) => kind);
}

function ownTraining() {
  let finish = (): void => undefined;
  const ended = new Promise<TrainingEnding>((resolve) => {
    finish = () => resolve({ code: 0, stdout: '', stderr: [] });
  });
  const training = { ended, stops: 0, stop: () => void training.stops++, finish: () => finish() };
  return training;
}
