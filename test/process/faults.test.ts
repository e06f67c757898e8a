import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { languageOf } from '../../src/config/configLanguage';
import { readConfig } from '../../src/config/readConfig';
import type { RunEvent } from '../../src/protocol/events';
import { EventWriter } from '../../src/runs/appendEvents';
import { createRun } from '../../src/runs/createRun';
import { parseEvents } from '../../src/runs/parseEvents';
import { readRun } from '../../src/runs/readRun';
import { digitsConfig, writeConfig } from '../support/configFile';
import { ended, step } from '../support/exampleRun';
import { mountDisk } from '../support/mountedDisk';
import { buildProduct, corePath, fitscope, startCli, startNode } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';
import { withoutTimes } from '../unit/training/trainSmall';

interface Document {
  readonly run: string;
  readonly folder: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly verdict: string;
}

describe('faults', function () {
  this.timeout(120_000);
  before(buildProduct);
  after(removeTemporaryFolders);

  it('SIGKILL at ten random moments loses nothing recorded and is shown as crashed', async () => {
    const settings = readSettings(digitsConfig(100));
    const whole = await trainToEnd(settings);
    const out = temporaryFolder();
    let killedInside = 0;
    for (let round = 0; round < 10; round++) {
      const { folder } = await createRun(out, { ...run, settings });
      const { child, answer } = startNode([corePath, 'train', folder]);
      await waitFor('the trainer', () => readRun(folder).record.trainer.pid === child.pid);
      await pause(Math.random() * whole.milliseconds);
      const seen = eventLines(folder);
      child.kill('SIGKILL');
      await answer;
      const view = readRun(folder);
      const kept = eventLines(folder);
      assert.deepEqual(kept.slice(0, seen.length), seen, 'what was there before is there after');
      assert.equal(view.problems, undefined);
      if (view.ended === undefined) {
        killedInside += 1;
        assert.equal(view.outcome, 'crashed');
        assert.match(view.record.reason ?? '', /is gone and did not end the run/);
      }
      // The same seed gives the same events: what was kept is the beginning of the whole run.
      const { events, problems } = parseEvents(kept);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        events.map(withoutTime),
        whole.events.slice(0, events.length).map(withoutTime),
      );
    }
    assert.ok(killedInside >= 5, `only ${killedInside} of 10 kills came before the run's end`);
    const { stdout } = await fitscope(['runs', '--json', '--out', out]);
    const listed = JSON.parse(stdout) as { outcome: string }[];
    assert.equal(listed.filter(({ outcome }) => outcome === 'crashed').length, killedInside);
  });

  it('a torn last line is tolerated by every verb', async () => {
    const folder = temporaryFolder();
    const config = writeConfig(folder, digitsConfig(5));
    const { stdout } = await fitscope(['diagnose', config, '--json']);
    const { folder: runFolder } = JSON.parse(stdout) as Document;
    appendFileSync(join(runFolder, 'events.jsonl'), '{"type":"step.ended","at":"2026');
    const report = await fitscope(['report', runFolder]);
    assert.equal(report.code, 0);
    assert.match(report.stdout, /Verdict: /);
    const csv = await fitscope(['export', runFolder, '--to', 'csv']);
    assert.equal(csv.code, 0);
    assert.equal(csv.stderr, '');
  });

  it('a full disk ends the run in one clear message, and what fitted is diagnosed', async function () {
    const disk = mountDisk(this, 'size=64k');
    try {
      const config = writeConfig(temporaryFolder(), digitsConfig(200));
      const { code, stdout, stderr } = await fitscope([
        ...['diagnose', config, '--json', '--out', disk.folder],
      ]);
      assert.equal(code, 1);
      const document = JSON.parse(stdout) as Document;
      assert.equal(document.outcome, 'crashed');
      assert.match(document.reason ?? '', /^The disk is full: events\.jsonl could not be written/);
      assert.match(stderr, /The diagnosis could not be kept\. The disk is full/);
      assert.ok(stderr.split('\n').length <= 3, stderr);
      assert.doesNotMatch(stderr, /\n\s+at /, 'no stack trace');
      const view = readRun(document.folder);
      assert.equal(view.outcome, 'crashed');
      assert.equal(view.problems, undefined);
      assert.ok(view.steps.length > 5, `${view.steps.length} steps were kept`);
      assert.deepEqual(
        readdirSync(document.folder).filter((name) => name.endsWith('.tmp')),
        [],
      );
      const again = await fitscope(['diagnose', config, '--out', disk.folder]);
      assert.equal(again.code, 1);
      assert.match(again.stderr, /^The disk is full: [^\n]*\n$/);
      assert.equal(readdirSync(join(disk.folder, 'runs')).length, 1, 'no half a run is left');
    } finally {
      disk.unmount();
    }
  });

  it('what a full disk did not take is written when there is space again', function () {
    const disk = mountDisk(this, 'size=32k');
    try {
      const writer = new EventWriter(disk.folder);
      const events = Array.from({ length: 400 }, (_, number) => step(number));
      const refused = events.filter((event) => {
        try {
          writer.append(event);
          return false;
        } catch (error) {
          assert.match(String(error), /The disk is full/);
          return true;
        }
      });
      assert.ok(refused.length > 100 && refused.length < 400, `${refused.length} were refused`);
      disk.remount('size=256k');
      writer.append(ended());
      writer.close();
      const { events: kept, problems } = parseEvents(eventLines(disk.folder));
      assert.deepEqual(problems, []);
      assert.deepEqual(kept, [...events, ended()]);
    } finally {
      disk.unmount();
    }
  });

  it('a read-only folder is one clear message before anything is trained', async function () {
    const config = writeConfig(temporaryFolder(), digitsConfig(2));
    const isRoot = process.getuid?.() === 0;
    const disk = isRoot ? mountDisk(this, 'ro') : undefined;
    const out = disk?.folder ?? temporaryFolder();
    try {
      if (!isRoot) chmodSync(out, 0o555);
      const { code, stdout, stderr } = await fitscope(['diagnose', config, '--out', out]);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /^(The file system is read-only|Permission was denied)[^\n]*\n$/);
      assert.ok(stderr.includes(out));
    } finally {
      disk?.unmount();
    }
  });

  it('a config changed while it trains does not change the run, and that is said', async () => {
    const folder = temporaryFolder();
    const text = digitsConfig(80);
    const config = writeConfig(folder, text);
    const { answer } = startCli(['diagnose', config, '--json']);
    const runs = join(folder, '.fitscope', 'runs');
    const id = await waitFor('the run folder', () => {
      const [name] = names(runs);
      return name && names(join(runs, name)).includes('events.jsonl') && name;
    });
    writeFileSync(config, text.replace('learning_rate: 1e-3', 'learning_rate: 30'));
    const { code, stdout, stderr } = await answer;
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as Document).outcome, 'finished');
    assert.match(stderr, /has changed since the run started/);
    assert.equal(readFileSync(join(runs, id, 'config.yaml'), 'utf8'), text);
    assert.equal(readRun(join(runs, id)).record.settings.optimizer.learning_rate, 1e-3);
  });

  it('two runs started in the same moment have a folder each', async () => {
    const folder = temporaryFolder();
    const config = writeConfig(folder, digitsConfig(3));
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => fitscope(['diagnose', config, '--json'])),
    );
    const documents = answers.map(({ stdout }) => JSON.parse(stdout) as Document);
    assert.deepEqual(
      documents.map(({ outcome }) => outcome),
      ['finished', 'finished', 'finished'],
    );
    assert.equal(new Set(documents.map((document) => document.folder)).size, 3);
  });
});

const run = { name: 'digits', configPath: '/project/digits.fit.yaml', configText: '' };

function readSettings(text: string) {
  const { settings, problems } = readConfig(text, languageOf('x.fit.yaml') ?? 'yaml');
  assert.ok(settings, JSON.stringify(problems));
  return settings;
}

async function trainToEnd(settings: ReturnType<typeof readSettings>) {
  const { folder } = await createRun(temporaryFolder(), { ...run, settings });
  const began = Date.now();
  execFileSync(process.execPath, [corePath, 'train', folder], { stdio: 'pipe' });
  const milliseconds = Date.now() - began;
  return { milliseconds, events: parseEvents(eventLines(folder)).events };
}

/** The whole lines of a run's events. */
function eventLines(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'events.jsonl'), 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}

/** Everything but what depends on the hour, the run's name and the machine's load. */
function withoutTime(event: RunEvent): object {
  const timeless = withoutTimes([event])[0] ?? {};
  return event.type === 'run.started' ? { ...timeless, runId: '' } : timeless;
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
