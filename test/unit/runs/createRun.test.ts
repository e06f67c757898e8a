import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRun } from '../../../src/runs/createRun';
import { makeRunId } from '../../../src/runs/runId';
import { RunFolderError } from '../../../src/runs/runFolderError';
import { readRunRecord, updateRunRecord } from '../../../src/runs/runRecordFile';
import { exampleConfigText, exampleNewRun } from '../../support/exampleRun';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

describe('createRun', () => {
  after(removeTemporaryFolders);

  it('keeps the config as it was, to the byte, and a record that says running', async () => {
    const out = temporaryFolder();
    const { id, folder } = await createRun(out, exampleNewRun);
    assert.equal(folder, join(out, 'runs', id));
    assert.equal(readFileSync(join(folder, 'config.yaml'), 'utf8'), exampleConfigText);
    const record = readRunRecord(folder);
    assert.equal(record.outcome, 'running');
    assert.equal(record.id, id);
    assert.equal(record.seed, 7);
    assert.deepEqual(record.settings, exampleNewRun.settings);
    assert.equal(record.trainer.pid, process.pid, 'the starter stands in for the trainer');
  });

  it('gives every one of many runs of the same name and moment a folder of its own', async () => {
    const out = temporaryFolder();
    const runs = await Promise.all(Array.from({ length: 60 }, () => createRun(out, exampleNewRun)));
    assert.equal(new Set(runs.map((run) => run.folder)).size, 60);
    assert.equal(readdirSync(join(out, 'runs')).length, 60);
  });

  it('takes another id when a run of this moment has the same', async () => {
    const out = temporaryFolder();
    const ids = ['taken', 'taken', 'taken', 'free'];
    const makeId = () => ids.shift() ?? 'none left';
    const first = await createRun(out, exampleNewRun, makeId);
    const second = await createRun(out, exampleNewRun, makeId);
    assert.deepEqual([first.id, second.id], ['taken', 'free']);
    assert.equal(readRunRecord(first.folder).id, 'taken');
    await assert.rejects(
      createRun(out, exampleNewRun, () => 'taken'),
      /EEXIST/,
    );
  });

  it('says in one sentence what is in the way', async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'runs'), 'a file where the folder should be');
    await assert.rejects(createRun(out, exampleNewRun), (error: unknown) => {
      assert.ok(error instanceof RunFolderError);
      assert.match(error.message, /runs/);
      return true;
    });
  });

  it('leaves the old record whole when the new one cannot be written', async () => {
    const out = temporaryFolder();
    const { folder } = await createRun(out, exampleNewRun);
    const before = readFileSync(join(folder, 'run.json'), 'utf8');
    const circular: { self?: unknown } = {};
    circular.self = circular;
    assert.throws(() => updateRunRecord(folder, { versions: circular as Record<string, string> }));
    assert.equal(readFileSync(join(folder, 'run.json'), 'utf8'), before);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('refuses a record that is none, naming the field', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'run.json'), '{"formatVersion": 2}');
    assert.throws(
      () => readRunRecord(folder),
      /run\.json is not the record of a run \(formatVersion/,
    );
  });
});

describe('makeRunId', () => {
  it('begins with the time, so that ids sort by age', () => {
    const times = ['2026-01-02T03:04:05Z', '2026-11-22T15:30:12Z', '2027-01-01T00:00:00Z'];
    const ids = times.map((time) => makeRunId('x', new Date(time)));
    assert.deepEqual([...ids].sort(), ids);
    assert.match(ids[1] ?? '', /^20261122-153012-x-[0-9a-f]{4}$/);
  });

  it('makes a folder name out of any name', () => {
    const now = new Date('2026-11-22T15:30:12Z');
    assert.match(
      makeRunId('Größe: 3/4 (Test)', now),
      /^20261122-153012-gro-e-3-4-test-[0-9a-f]{4}$/,
    );
    assert.match(makeRunId('../..', now), /^20261122-153012-run-[0-9a-f]{4}$/);
    assert.match(makeRunId('漢字', now), /^20261122-153012-run-[0-9a-f]{4}$/);
    assert.ok(makeRunId('x'.repeat(500), now).length < 70);
  });
});
