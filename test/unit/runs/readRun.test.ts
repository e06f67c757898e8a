import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { RunEvent } from '../../../src/protocol/events';
import { emptyRunView, foldEvents } from '../../../src/protocol/runView';
import { EventWriter } from '../../../src/runs/appendEvents';
import { createRun } from '../../../src/runs/createRun';
import { LineCursor } from '../../../src/runs/lineCursor';
import { readRun } from '../../../src/runs/readRun';
import { updateRunRecord } from '../../../src/runs/runRecordFile';
import { describeTrainer, trainerState } from '../../../src/runs/trainerProcess';
import {
  ended,
  epoch,
  exampleEvents,
  exampleNewRun,
  started,
  step,
} from '../../support/exampleRun';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

describe('readRun', () => {
  after(removeTemporaryFolders);

  it('folds what a trainer wrote', async () => {
    const folder = await runWith(exampleEvents());
    const view = readRun(folder);
    assert.equal(view.outcome, 'finished');
    assert.equal(view.started?.parameters, 1210);
    assert.deepEqual(
      view.steps.map((event) => event.step),
      [0, 23, 46],
    );
    assert.deepEqual(
      view.epochs.map((event) => event.epoch),
      [0, 1, 2],
    );
    assert.equal(view.problems, undefined);
  });

  it('counts only what a trainer wrote that began again, however the events come', async () => {
    const first = [started(), step(1), step(2), epoch(0), epoch(1), ended({ outcome: 'stopped' })];
    const second = [started(), step(1), epoch(0)];
    const all = [...first, ...second];
    const folder = await runWith(all);
    for (let cut = 1; cut < all.length; cut++) {
      const empty = emptyRunView(readRun(folder).record);
      const view = foldEvents(foldEvents(empty, all.slice(0, cut)), all.slice(cut));
      assert.deepEqual(
        [view.steps.length, view.epochs.length, view.ended, view.outcome],
        [1, 1, undefined, 'running'],
        `cut at ${cut}`,
      );
    }
    assert.equal(readRun(folder).steps.length, 1);
  });

  it('reads NaN and the infinities back as numbers', async () => {
    const folder = await runWith([
      started(),
      step(1, { trainLoss: NaN, metrics: { oui: -Infinity } }),
    ]);
    const [only] = readRun(folder).steps;
    assert.ok(Number.isNaN(only?.trainLoss));
    assert.equal(only?.metrics['oui'], -Infinity);
  });

  it('leaves a torn last line for later, without a complaint', async () => {
    const folder = await runWith([started(), step(1)]);
    const events = join(folder, 'events.jsonl');
    const whole = readFileSync(events);
    for (let cut = 1; cut <= whole.length; cut += 7) {
      writeFileSync(events, whole.subarray(0, whole.length - cut));
      const view = readRun(folder);
      assert.equal(view.problems, undefined, `cut by ${cut}`);
      assert.ok(view.steps.length === 0);
    }
  });

  it('tells of a line in the middle that makes no sense, and shows the others', async () => {
    const folder = await runWith([started(), step(1)]);
    const events = join(folder, 'events.jsonl');
    appendFileSync(events, '\0\0\0\n{"type":"step.began"}\n{"type":"step.ended","step":"3"}\n');
    const writer = new EventWriter(folder);
    writer.append(step(2), epoch(1));
    writer.close();
    const { steps, epochs, problems } = readRun(folder);
    assert.deepEqual(
      steps.map((event) => event.step),
      [1, 2],
    );
    assert.equal(epochs.length, 1);
    assert.equal(problems?.length, 3);
    assert.match(problems?.[0] ?? '', /^events\.jsonl:3: this line is not JSON/);
    assert.match(problems?.[1] ?? '', /^events\.jsonl:4: .*step\.began/);
    assert.match(problems?.[2] ?? '', /^events\.jsonl:5: this line is not an event/);
  });

  it('keeps fields that a newer trainer adds', async () => {
    const folder = await runWith([{ ...started(), colour: 'blue' } as ReturnType<typeof started>]);
    assert.equal((readRun(folder).started as unknown as { colour: string }).colour, 'blue');
  });

  it('shows a run whose trainer is gone as crashed, and says so', async () => {
    const folder = await runWith([started(), step(1)]);
    updateRunRecord(folder, { trainer: { ...describeTrainer('core'), processStarted: 'before' } });
    const view = readRun(folder);
    assert.equal(view.outcome, 'crashed');
    assert.match(view.record.reason ?? '', new RegExp(`process ${process.pid} .* is gone`));
    assert.equal(view.steps.length, 1, 'nothing recorded is lost');
  });

  it('believes the last event more than a record that could not be replaced', async () => {
    const folder = await runWith(exampleEvents());
    updateRunRecord(folder, { trainer: { ...describeTrainer('core'), processStarted: 'before' } });
    assert.equal(readRun(folder).outcome, 'finished');
  });
});

describe('trainerState', () => {
  it('knows a living process, a reused number, a free number and another host', async () => {
    const { record } = await createRun(temporaryFolder(), exampleNewRun);
    const own = describeTrainer('core');
    const state = (trainer: typeof own) => trainerState({ ...record, trainer });
    assert.equal(state(own), 'alive');
    assert.equal(state({ ...own, processStarted: 'another boot:1' }), 'gone');
    assert.equal(state({ ...own, pid: 2 ** 22 + 1 }), 'gone');
    assert.equal(state({ ...own, host: 'elsewhere' }), 'unknown');
    assert.equal(state({ kind: 'external' }), 'unknown');
  });
});

describe('LineCursor', () => {
  after(removeTemporaryFolders);

  it('gives every line once, whole, however the file grows', () => {
    const line = fc.string({ unit: 'binary' }).map((text) => text.replace(/[\n\ufffd]/g, '.'));
    fc.assert(
      fc.property(fc.array(line), fc.infiniteStream(fc.nat(9)), (lines, cuts) => {
        const path = join(temporaryFolder(), 'lines');
        const wellFormed = lines.map((text) => Buffer.from(text).toString());
        const bytes = Buffer.from(wellFormed.map((text) => `${text}\n`).join(''));
        const cursor = new LineCursor(path);
        const got: string[] = [];
        for (let from = 0; from < bytes.length;) {
          const to = from + 1 + (cuts.next().value ?? 0);
          appendFileSync(path, bytes.subarray(from, to));
          got.push(...cursor.readLines());
          from = to;
        }
        assert.deepEqual(got, wellFormed);
      }),
      { numRuns: 40 },
    );
  });

  it('reads a line longer than its buffer', () => {
    const path = join(temporaryFolder(), 'lines');
    const long = 'ä'.repeat(3_000_000);
    writeFileSync(path, `short\n${long}\nlast\n`);
    assert.deepEqual(new LineCursor(path).readLines(), ['short', long, 'last']);
  });
});

async function runWith(events: readonly RunEvent[]): Promise<string> {
  const { folder } = await createRun(temporaryFolder(), exampleNewRun);
  const writer = new EventWriter(folder);
  writer.append(...events);
  writer.close();
  return folder;
}
