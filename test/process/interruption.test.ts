import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRun } from '../../src/runs/readRun';
import { requestStop } from '../../src/runs/control';
import { digitsConfig, writeConfig } from '../support/configFile';
import { buildProduct, startCli } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

/** Far longer than any test: it must be stopped. */
const endless = digitsConfig(1_000_000);

describe('a run that is interrupted', function () {
  this.timeout(60_000);
  before(buildProduct);
  after(removeTemporaryFolders);

  it('stops within a second of Ctrl-C, and is still reported', async () => {
    const { child, answer, folder } = await startTraining();
    const asked = Date.now();
    // As a terminal does it: to every process of the group, the trainer too.
    process.kill(-(child.pid ?? 0), 'SIGINT');
    const { code, stdout, stderr } = await answer;
    const milliseconds = Date.now() - asked;
    assert.equal(code, 0, stderr);
    const document = JSON.parse(stdout) as { outcome: string; verdict: string };
    assert.equal(document.outcome, 'stopped');
    assert.ok(document.verdict);
    assert.match(stderr, /Stopping the run/);
    assert.equal(readRun(folder).record.outcome, 'stopped');
    assert.ok(milliseconds < 1000, `it took ${milliseconds} ms`);
  });

  it('stops when only the command line gets the signal', async () => {
    const { child, answer } = await startTraining();
    child.kill('SIGTERM');
    const { code, stdout } = await answer;
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as { outcome: string }).outcome, 'stopped');
  });

  it('stops when somebody else asks through the run folder', async () => {
    const { answer, folder } = await startTraining();
    const asked = Date.now();
    requestStop(folder);
    const { code } = await answer;
    assert.equal(code, 0);
    const view = readRun(folder);
    assert.equal(view.ended?.outcome, 'stopped');
    const milliseconds = Date.parse(view.ended.at) - asked;
    assert.ok(milliseconds < 1000, `it took ${milliseconds} ms`);
  });

  describe('while its data are loading', () => {
    let config: string;
    before(() => {
      config = writeConfig(temporaryFolder(), endless.replace(/dataset: .*/, largeData));
      writeLargeCsv(dirname(config));
    });

    for (const [how, stop] of [
      ['SIGINT', (pid: number) => process.kill(pid, 'SIGINT')],
      ['SIGTERM', (pid: number) => process.kill(pid, 'SIGTERM')],
      ['a request', (_: number, folder: string) => requestStop(folder)],
    ] as const)
      it(`stops within a second of ${how}`, async () => {
        const out = temporaryFolder();
        const { answer } = startCli(['diagnose', config, '--json', '--out', out]);
        const { folder, pid } = await waitFor('the trainer', () => trainerIn(out));
        // Reading the bytes is over by then, and cells are being made of them.
        await new Promise((resolve) => setTimeout(resolve, 400));
        const asked = Date.now();
        stop(pid, folder);
        const { code, stdout, stderr } = await answer;
        const milliseconds = Date.now() - asked;
        assert.equal(code, 0, stderr);
        const { outcome, reason } = JSON.parse(stdout) as { outcome: string; reason: string };
        assert.equal(outcome, 'stopped');
        assert.match(reason, /Stopped on request while the data were loading/);
        const { record, ended } = readRun(folder);
        assert.equal(record.outcome, 'stopped');
        assert.equal(ended?.outcome, 'stopped');
        assert.ok(milliseconds < 1000, `it took ${milliseconds} ms`);
      });
  });

  it('is crashed when its trainer is killed, and reported with what it had', async () => {
    const { answer, folder } = await startTraining();
    const { pid } = readRun(folder).record.trainer;
    assert.ok(pid !== undefined && pid !== process.pid);
    process.kill(pid, 'SIGKILL');
    const { code, stdout, stderr } = await answer;
    assert.equal(code, 1);
    const document = JSON.parse(stdout) as { outcome: string; reason: string };
    assert.equal(document.outcome, 'crashed');
    assert.match(document.reason, /was killed \(SIGKILL\)/);
    assert.match(stderr, /was killed \(SIGKILL\)/);
    assert.ok(readRun(folder).steps.length > 0);
  });

  it('goes on and can be stopped when the command line itself was killed', async () => {
    const { child, answer, folder } = await startTraining();
    child.kill('SIGKILL');
    // The trainer holds the pipes of the dead command line no longer than it trains.
    assert.equal(readRun(folder).outcome, 'running');
    requestStop(folder);
    await waitFor('the end of the run', () => readRun(folder).ended);
    assert.equal(readRun(folder).outcome, 'stopped');
    await answer;
  });
});

const largeData = 'dataset: { kind: csv, path: large.csv, target: y }';

/** Loading it takes some seconds. */
function writeLargeCsv(folder: string): void {
  const row = Array.from({ length: 60 }, (_, i) => (i * 0.123456).toFixed(4)).join(',');
  const header = [...Array.from({ length: 60 }, (_, i) => `x${i}`), 'y'].join(',');
  const rows = Array.from({ length: 120_000 }, (_, i) => `${row},${i % 2}\n`);
  writeFileSync(join(folder, 'large.csv'), `${header}\n${rows.join('')}`);
}

/** The run of a folder once the core has put itself in. */
function trainerIn(out: string) {
  const [name] = names(join(out, 'runs'));
  const folder = join(out, 'runs', name ?? '');
  if (name === undefined || !names(folder).includes('events.jsonl')) return undefined;
  const { pid } = readRun(folder).record.trainer;
  return pid === undefined ? undefined : { folder, pid };
}

async function startTraining() {
  const out = temporaryFolder();
  const config = writeConfig(out, endless);
  const args = ['diagnose', config, '--json', '--out', out];
  const { child, answer } = startCli(args, { ownGroup: true });
  const folder = await waitFor('some events', () => {
    const [name] = names(join(out, 'runs'));
    if (name === undefined || !names(join(out, 'runs', name)).includes('run.json'))
      return undefined;
    const run = join(out, 'runs', name);
    return readRun(run).epochs.length >= 2 && run;
  });
  return { child, answer, folder };
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
