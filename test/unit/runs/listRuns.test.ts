import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EventWriter } from '../../../src/runs/appendEvents';
import { createRun } from '../../../src/runs/createRun';
import { writeFindings } from '../../../src/runs/findings';
import { findRun } from '../../../src/runs/findRun';
import { listRuns } from '../../../src/runs/listRuns';
import { updateRunRecord } from '../../../src/runs/runRecordFile';
import { describeTrainer } from '../../../src/runs/trainerProcess';
import { ended, exampleNewRun } from '../../support/exampleRun';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

describe('listRuns', () => {
  after(removeTemporaryFolders);

  it('is empty where there are no runs yet', () => {
    assert.deepEqual(listRuns(join(temporaryFolder(), 'nothing')), { runs: [], problems: [] });
  });

  it('gives the newest first, each with how it ended and what was said of it', async () => {
    const out = temporaryFolder();
    const first = await createRun(out, { ...exampleNewRun, name: 'first' });
    const second = await createRun(out, { ...exampleNewRun, name: 'second' });
    const third = await createRun(out, { ...exampleNewRun, name: 'third' });
    updateRunRecord(first.folder, { created: '2026-01-01T00:00:00.000Z' });
    updateRunRecord(second.folder, {
      created: '2026-01-02T00:00:00.000Z',
      trainer: { ...describeTrainer('core'), processStarted: 'before' },
    });
    new EventWriter(first.folder).append(ended({ seconds: 12.5 }));
    writeFindings(first.folder, { verdict: 'balanced', says: 'Fine.', findings: [] });
    const { runs, problems } = listRuns(out);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      runs.map(({ name, outcome, verdict }) => [name, outcome, verdict]),
      [
        ['third', 'running', null],
        ['second', 'crashed', null],
        ['first', 'finished', 'balanced'],
      ],
    );
    assert.equal(runs[2]?.seconds, 12.5);
    assert.equal(runs[0]?.folder, third.folder);
  });

  it('tells of a folder that is no run and still lists the others', async () => {
    const out = temporaryFolder();
    await createRun(out, exampleNewRun);
    mkdirSync(join(out, 'runs', 'empty'));
    const { runs, problems } = listRuns(out);
    assert.equal(runs.length, 1);
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /empty has no run\.json/);
  });
});

describe('findRun', () => {
  it('takes an id or a folder, and names ids to try', async () => {
    const out = temporaryFolder();
    const { id, folder } = await createRun(out, exampleNewRun);
    assert.equal(findRun(id, out), folder);
    assert.equal(findRun(folder, 'elsewhere'), folder);
    assert.throws(
      () => findRun('no-such-run', out),
      new RegExp(`newest there are ${basename(folder)}`),
    );
    rmSync(folder, { recursive: true });
    assert.throws(() => findRun('no-such-run', out), /There are no runs there/);
  });
});
