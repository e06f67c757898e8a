import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { RunEvent } from '../../../src/protocol/events';
import { EventWriter } from '../../../src/runs/appendEvents';
import { parseEvents } from '../../../src/runs/parseEvents';
import { RunFolderError } from '../../../src/runs/runFolderError';
import { ended, exampleEvents, started, step } from '../../support/exampleRun';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

/** JSON has one zero: -0 comes back as 0. */
const anyNumber = fc.double().map((value) => value + 0);
/** `__proto__` is no name for a metric or a layer; the schema leaves it out. */
const isName = (name: string) => name !== '__proto__';
const metricName = fc.string().filter(isName);
const anyStep = fc.record({
  number: fc.nat(),
  trainLoss: anyNumber,
  metrics: fc.dictionary(metricName, anyNumber, { noNullPrototype: true }),
  layer: fc.string({ unit: 'binary' }).filter(isName),
});

describe('EventWriter', () => {
  after(removeTemporaryFolders);

  it('appends one event a line', () => {
    const folder = temporaryFolder();
    write(folder, exampleEvents());
    const lines = text(folder).split('\n');
    assert.equal(lines.pop(), '');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as RunEvent).type),
      exampleEvents().map((event) => event.type),
    );
  });

  it('names the numbers that JSON cannot write', () => {
    const folder = temporaryFolder();
    write(folder, [
      step(1, { trainLoss: NaN, metrics: { oui: Infinity, oui_relative: -Infinity } }),
    ]);
    const line = JSON.parse(text(folder)) as Record<string, unknown>;
    assert.equal(line['trainLoss'], 'NaN');
    assert.deepEqual(line['metrics'], { oui: 'Infinity', oui_relative: '-Infinity' });
  });

  it('brings every number and text through the file unchanged', () => {
    const folder = temporaryFolder();
    const written: RunEvent[] = [];
    fc.assert(
      fc.property(anyStep, ({ number, trainLoss, metrics, layer }) => {
        const event = step(number, { trainLoss, metrics, layers: { [layer]: metrics } });
        written.push(event);
        write(folder, [event]);
      }),
      { numRuns: 60 },
    );
    const { events, problems } = parseEvents(text(folder).split('\n'));
    assert.deepEqual(problems, []);
    assert.deepEqual(events, written);
  });

  it('says that the disk is full, each time anew', function () {
    if (!existsSync('/dev/full')) this.skip();
    const folder = temporaryFolder();
    symlinkSync('/dev/full', join(folder, 'events.jsonl'));
    const writer = new EventWriter(folder);
    for (const event of [started(), step(1)]) {
      assert.throws(
        () => writer.append(event),
        (error: unknown) => {
          assert.ok(error instanceof RunFolderError);
          assert.equal(error.code, 'ENOSPC');
          assert.match(error.message, /^The disk is full: events\.jsonl could not be written in /);
          return true;
        },
      );
    }
    assert.throws(() => writer.flush(), RunFolderError);
  });

  it('ends a line that a killed trainer left torn before it writes its own', () => {
    const folder = temporaryFolder();
    write(folder, [started()]);
    appendFileSync(join(folder, 'events.jsonl'), '{"type":"step.en');
    write(folder, [step(1), ended()]);
    const { events, problems } = parseEvents(text(folder).split('\n'));
    assert.deepEqual(
      events.map((event) => event.type),
      ['run.started', 'step.ended', 'run.ended'],
    );
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /^events\.jsonl:2: this line is not JSON/);
  });
});

function write(folder: string, events: readonly RunEvent[]): void {
  const writer = new EventWriter(folder);
  writer.append(...events);
  writer.flush();
  writer.close();
}

function text(folder: string): string {
  return readFileSync(join(folder, 'events.jsonl'), 'utf8');
}
