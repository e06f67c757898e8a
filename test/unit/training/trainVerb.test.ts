import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainVerb } from '../../../src/core/trainVerb';
import { requestStop } from '../../../src/runs/control';
import { createRun } from '../../../src/runs/createRun';
import { readRun } from '../../../src/runs/readRun';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';
import { smallSettings } from '../observe/smallRun';

describe('core train', function () {
  this.timeout(60_000);
  after(removeTemporaryFolders);

  it('finishes with 0, and run.json says engine, versions and where the time went', async () => {
    const { code, said, folder } = await trainIn(await newRun());
    assert.deepEqual([code, said], [0, '']);
    const { record, ended } = readRun(folder);
    assert.equal(record.outcome, 'finished');
    assert.match(record.engine ?? '', /^onnx(-wasm)? \d/);
    assert.ok(record.versions['fitscope'] && record.versions['node']);
    assert.equal(record.ended, ended?.at);
    assert.deepEqual(record.monitoring, ended?.costs);
    const { start, monitoring, validation } = record.monitoring ?? {};
    assert.ok(start! > 0 && monitoring! > 0 && validation! > 0);
    assert.equal(monitoring, ended?.monitoringSeconds);
    assert.ok(start! + monitoring! + validation! < ended!.seconds);
  });

  it('records what was done to the data', async () => {
    const { folder } = await trainIn(await newRun({ monitor: { probe_samples: 1000 } }));
    const { notes = [] } = readRun(folder).record;
    assert.match(notes[0] ?? '', /^48 samples train/);
    assert.match(notes.join('\n'), /probe_samples asks for 1000 and there are 48 training samples/);
  });

  it('leaves small numbers of a process that is not its own as they are', async () => {
    const smallest = Float64Array.of(Number.MIN_VALUE);
    await trainIn(await newRun());
    assert.ok(smallest[0]! > 0, 'numbers below 2.2e-308 have become 0');
    assert.ok(Float32Array.of(1e-40)[0]! > 0, 'so have those below 1.2e-38');
  });

  it('ends with 1 and the reason where the run diverges', async () => {
    const optimizer = { kind: 'sgd', learning_rate: 1e30 };
    const { code, said, folder } = await trainIn(await newRun({ optimizer }));
    const { record } = readRun(folder);
    assert.equal(code, 1);
    assert.equal(record.outcome, 'diverged');
    assert.equal(said, `${record.reason}\n`);
  });

  it('is stopped with 0', async () => {
    const folder = await newRun({ training: { epochs: 100_000 } });
    requestStop(folder);
    const { code, said } = await trainIn(folder);
    assert.deepEqual([code, said], [0, '']);
    assert.equal(readRun(folder).outcome, 'stopped');
  });

  for (const [title, given, expected] of [
    [
      'data that cannot be trained on, with the key to blame',
      { training: { batch_size: 1000 } },
      /^training\.batch_size: batch_size 1000 is more than the 48 training samples/,
    ],
    [
      'a file that is not there',
      { dataset: { kind: 'csv', path: '/nowhere/data.csv', target: 'y' } },
      /^dataset\.path: .*data\.csv/,
    ],
    [
      'an engine that is not there',
      { engine: 'tensorflow-gpu' },
      /^Engine tensorflow-gpu does not work here: /,
    ],
  ] as const)
    it(`crashes with 2 and one line for ${title}`, async () => {
      const { code, said, folder } = await trainIn(await newRun(given));
      const { record, outcome, ended } = readRun(folder);
      assert.equal(code, 2, 'the request was wrong');
      assert.match(said, expected);
      assert.equal(said.trim().split('\n').length, 1);
      assert.equal(outcome, 'crashed');
      assert.equal(`${record.reason}\n`, said);
      assert.equal(ended?.reason, record.reason);
    });

  it('refuses with 2 what is no request', async () => {
    const broken = temporaryFolder();
    writeFileSync(join(broken, 'run.json'), '{}');
    for (const [args, expected] of [
      [[], /takes one run folder; it was given 0/],
      [['a', 'b'], /takes one run folder; it was given 2/],
      [['a', '--threads', 'two'], /--threads is two; use a whole number from 1/],
      [['a', '--threads', '0'], /--threads is 0/],
      [['a', '--fast'], /--fast/],
      [[join(broken, 'nowhere')], /no run\.json/],
      [[broken], /not the record of a run/],
    ] as const) {
      const { code, said } = await listen(() => trainVerb(args));
      assert.equal(code, 2, said);
      assert.match(said, expected);
    }
  });
});

async function newRun(given: Record<string, unknown> = {}): Promise<string> {
  const { folder } = await createRun(temporaryFolder(), {
    name: 'test',
    configPath: '/somewhere/test.fit.yaml',
    configText: '',
    settings: smallSettings(given),
  });
  return folder;
}

async function trainIn(folder: string) {
  return { folder, ...(await listen(() => trainVerb([folder, '--threads', '1']))) };
}

/** What is written to stderr meanwhile. */
async function listen(work: () => Promise<number>): Promise<{ code: number; said: string }> {
  const { write } = process.stderr;
  let said = '';
  process.stderr.write = (text: string | Uint8Array) => {
    said += String(text);
    return true;
  };
  try {
    return { code: await work(), said };
  } finally {
    process.stderr.write = write;
  }
}
