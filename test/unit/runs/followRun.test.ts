import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunView } from '../../../src/protocol/runView';
import { EventWriter } from '../../../src/runs/appendEvents';
import { ControlReader, requestStop } from '../../../src/runs/control';
import { createRun } from '../../../src/runs/createRun';
import { followRun } from '../../../src/runs/followRun';
import { RunFolderError } from '../../../src/runs/runFolderError';
import { updateRunRecord } from '../../../src/runs/runRecordFile';
import { describeTrainer } from '../../../src/runs/trainerProcess';
import { ended, exampleNewRun, started, step } from '../../support/exampleRun';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

describe('followRun', () => {
  after(removeTemporaryFolders);

  it('tells of every step while the file grows, and ends with the run', async () => {
    const { folder } = await createRun(temporaryFolder(), exampleNewRun);
    const views: RunView[] = [];
    const following = followRun(folder, (view) => views.push(view));
    const writer = new EventWriter(folder);
    writer.append(started());
    for (let number = 1; number <= 5; number++) {
      writer.append(step(number));
      await pause(60);
    }
    writer.append(ended());
    const last = await following;
    assert.equal(last.outcome, 'finished');
    assert.deepEqual(
      last.steps.map((event) => event.step),
      [1, 2, 3, 4, 5],
    );
    assert.equal(views[0]?.steps.length, 0, 'it tells the state it starts from');
    assert.ok(views.length >= 4, `told ${views.length} times`);
    assert.equal(views.at(-1), last);
  });

  it('sees a change at latest after its polling time where watching tells nothing', async () => {
    const { folder } = await createRun(temporaryFolder(), exampleNewRun);
    const controller = new AbortController();
    let seen = 0;
    const following = followRun(folder, (view) => (seen = view.steps.length), {
      signal: controller.signal,
      pollMilliseconds: 20,
    });
    new EventWriter(folder).append(step(1));
    await pause(300);
    assert.equal(seen, 1);
    controller.abort();
    assert.equal((await following).outcome, 'running');
  });

  it('ends as crashed when the trainer is gone', async () => {
    const { folder } = await createRun(temporaryFolder(), exampleNewRun);
    const following = followRun(folder, () => undefined, { pollMilliseconds: 20 });
    await pause(50);
    updateRunRecord(folder, { trainer: { ...describeTrainer('core'), processStarted: 'before' } });
    assert.equal((await following).outcome, 'crashed');
  });

  it('rejects when the folder is taken away', async () => {
    const { folder } = await createRun(temporaryFolder(), exampleNewRun);
    const following = followRun(folder, () => undefined, { pollMilliseconds: 20 });
    rmSync(folder, { recursive: true });
    await assert.rejects(following, RunFolderError);
  });
});

describe('control.jsonl', () => {
  after(removeTemporaryFolders);

  it('brings a request to stop to the trainer once', async () => {
    const { folder } = await createRun(temporaryFolder(), exampleNewRun);
    const reader = new ControlReader(folder);
    assert.equal(reader.stopRequested(), false);
    requestStop(folder);
    assert.equal(reader.stopRequested(), true);
    assert.deepEqual(reader.poll(), []);
  });
});
