import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TrialEvent } from '../../src/protocol/sweep';
import { readLiveTrials } from '../../src/runs/liveTrials';
import { readRun } from '../../src/runs/readRun';
import { readRunRecord } from '../../src/runs/runRecordFile';
import { SlurmBatches } from '../../src/runs/slurmBatches';
import { createSweep } from '../../src/runs/sweepFolder';
import { readTrialEvents } from '../../src/runs/trialLog';
import { digitsConfig, writeConfig } from '../support/configFile';
import { buildProduct, startCli } from '../support/product';
import { runFolders } from '../support/runFolders';
import { TestCluster } from '../support/slurm/testCluster';
import { whyNoSlurm } from '../support/slurm/whyNoSlurm';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

interface Trial {
  readonly trial: number;
  readonly run: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly epochs: number;
}

interface Document {
  readonly sweep: string;
  readonly outcome: string;
  readonly trials: readonly Trial[];
}

const reason = whyNoSlurm();
const inCase = reason === undefined ? describe : describe.skip;
/** A trial of some seconds: there is time to do something to it. */
const long = 500;
const patience = 120_000;

inCase(
  `a sweep on a real Slurm${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  function () {
    this.timeout(300_000);
    let cluster: TestCluster;
    before(buildProduct);
    before(async () => (cluster = await TestCluster.start()));
    after(() => cluster?.stop());
    after(removeTemporaryFolders);

    it('finishes 12 trials: one killed, one cancelled, starter and controller restarted on the way', async () => {
      const rates = Array.from({ length: 12 }, (_, i) => `${i + 1}e-4`).join(',');
      const param = ['--param', `optimizer.learning_rate=list:${rates}`];
      const { child, answer, config, folder } = await start(long, [
        ...[...param, '--workers', '2', '--no-prune', '--partition', 'main', '--gres', 'gpu:1'],
        ...['--prologue', 'echo "prologue of $SLURM_JOB_ID sees $# arguments"'],
      ]);
      const job = await waitFor('its job array', () => batches(folder)[0]?.job, patience);
      assert.deepEqual(batches(folder)[0]?.folders.length, 12);

      const victim = await waitFor('a trial at work', () => trainingRun(config), patience);
      process.kill(readRunRecord(victim).trainer.pid ?? NaN, 'SIGKILL');
      cluster.run('scancel', `${job}_11`);
      await waitFor('their ends', () => ended(folder).includes(11), patience);
      await waitFor('two more', () => ended(folder).length >= 4, patience);

      // A fast machine would be through with the rest before the controller is back.
      cluster.run('scontrol', 'update', 'PartitionName=main', 'State=DOWN');
      child.kill('SIGKILL');
      await answer;
      const before = ended(folder).length;
      assert.ok(queued().length > 1, 'nothing is left in the queue to be taken up');
      await cluster.stopController();
      await cluster.startController();
      cluster.run('scontrol', 'update', 'PartitionName=main', 'State=UP');

      const { code, stdout, stderr } = await command([
        'sweep',
        config,
        '--resume',
        sweepOf(folder),
      ]);
      assert.equal(code, 0, stderr + stdout);
      const { outcome, trials } = JSON.parse(stdout) as Document;
      assert.equal(outcome, 'finished');
      assert.ok(before < 12, 'the starter was killed too late');
      const odd = trials.filter((trial) => trial.outcome !== 'finished');
      assert.deepEqual(
        odd.map((trial) => trial.outcome),
        ['crashed', 'stopped'],
      );
      assert.match(odd[0]?.reason ?? '', /was killed on \S+ \(SIGKILL, job \d+_\d+\)/);
      assert.equal(odd[0]?.run, victim.split('/').at(-1));
      assert.equal(odd[1]?.reason, `It was cancelled in Slurm before it began (job ${job}_11).`);
      for (const trial of trials)
        if (trial.outcome === 'finished') assert.equal(trial.epochs, long, `trial ${trial.trial}`);
      // Nothing was begun twice: one array, one run a trial, one end each.
      assert.equal(batches(folder).length, 1);
      assert.equal(runFolders(dirname(config)).length, 12);
      assert.equal(events(folder).filter(({ type }) => type === 'trial.started').length, 12);
      assert.deepEqual(queued(), []);
      assert.ok(mostAtOnce(config) <= 2, 'more trials trained at once than workers were given');
      const noise = readFileSync(join(victim, 'trainer.log'), 'utf8');
      assert.match(noise, /^prologue of \d+ sees 0 arguments$/m);
    });

    it('starts a trial that was requeued from its beginning, and counts it once', async () => {
      const epochs = 2 * long;
      const { answer, config, folder } = await start(epochs, [
        ...['--param', 'optimizer.learning_rate=list:1e-3', '--workers', '2', '--no-prune'],
      ]);
      const run = await waitFor('a trial at work', () => trainingRun(config), patience);
      const job = batches(folder)[0]?.job ?? '';
      cluster.run('scontrol', 'requeue', `${job}_0`);
      await waitFor('its first end', () => readRunRecord(run).outcome === 'stopped', patience);
      // Slurm waits two minutes before it starts a requeued job again: within the same second its node
      // would refuse it.
      await pause(3000);
      await waitFor('its way back into the queue', () => hasStarted(job), patience);
      const { code, stdout, stderr } = await answer;
      assert.equal(code, 0, stderr + stdout);
      const { trials } = JSON.parse(stdout) as Document;
      assert.deepEqual(
        trials.map((trial) => [trial.outcome, trial.epochs]),
        [['finished', epochs]],
      );
      const view = readRun(run);
      assert.equal(view.record.outcome, 'finished');
      assert.equal(new Set(view.epochs.map(({ epoch }) => epoch)).size, view.epochs.length);
      const text = readFileSync(join(run, 'events.jsonl'), 'utf8');
      assert.equal(text.match(/"type":"run.started"/g)?.length, 2);
    });

    it('tells why trials wait, and cancels them at Ctrl-C', async () => {
      const { child, answer, heard, folder } = await start(2, [
        ...['--param', 'optimizer.learning_rate=list:1e-3,1e-2', '--partition', 'brief'],
        ...['--time', '10'],
      ]);
      await waitFor(
        'the reason',
        () => /Slurm lets 2 trials wait \(Partition/.test(heard()),
        patience,
      );
      const waits = await waitFor('it in the folder', () => {
        const trials = readLiveTrials(folder)?.trials ?? [];
        return trials.every(({ reason = '' }) => reason.includes('Partition')) && trials;
      });
      assert.deepEqual(
        waits.map(({ state }) => state),
        ['held', 'held'],
      );
      process.kill(-(child.pid ?? 0), 'SIGINT');
      const { code, stdout } = await answer;
      assert.equal(code, 1);
      const { outcome, trials } = JSON.parse(stdout) as Document;
      assert.equal(outcome, 'stopped');
      assert.deepEqual(
        trials.map((trial) => trial.outcome),
        ['stopped', 'stopped'],
      );
      assert.deepEqual(queued(), []);
    });

    it('asks for one trial after another where the search learns from them, and prunes', async () => {
      const { answer, config, folder } = await start(20, [
        ...['--param', 'optimizer.learning_rate=log:1e-4..1e-1', '--search', 'tpe'],
        ...['--trials', '5', '--workers', '2'],
      ]);
      const { code, stdout, stderr } = await answer;
      assert.equal(code, 0, stderr + stdout);
      const { trials } = JSON.parse(stdout) as Document;
      assert.equal(trials.length, 5);
      assert.ok(batches(folder).length >= 3, 'trials did not wait for those before them');
      for (const { outcome, epochs } of trials)
        assert.ok(outcome === 'finished' ? epochs === 20 : epochs < 20, `${outcome} at ${epochs}`);
      assert.ok(mostAtOnce(config) <= 2);
    });

    it('drives a sweep that the editor has made, and takes its line of shell', async () => {
      const home = temporaryFolder();
      const text = digitsConfig(2);
      const configPath = writeConfig(home, text);
      const out = join(home, '.fitscope');
      const { folder } = createSweep(out, {
        ...{ name: 'digits', configPath, configText: text, overrides: {}, versions: {} },
        plan: {
          parameters: { 'optimizer.learning_rate': { kind: 'list', values: [1e-3, 1e-2] } },
          ...{ search: 'grid', workers: 2, seed: 0, prune: 'none' },
          slurm: { cpus: 1, memory: '200M', prologue: 'echo "on $SLURM_JOB_PARTITION"' },
        },
        driver: { kind: 'external' },
      });
      const args = ['sweep', configPath, '--resume', sweepOf(folder), '--out', out];
      const { code, stdout, stderr } = await command(args);
      assert.equal(code, 0, stderr);
      const { trials } = JSON.parse(stdout) as Document;
      assert.deepEqual(
        trials.map(({ outcome }) => outcome),
        ['finished', 'finished'],
      );
      for (const run of runFolders(home))
        assert.equal(readFileSync(join(run, 'trainer.log'), 'utf8'), 'on main\n');
    });

    it('refuses what Slurm refuses, with its words and nothing started', async () => {
      const config = writeConfig(temporaryFolder(), digitsConfig(2));
      const sweep = ['sweep', config, '--param', 'optimizer.learning_rate=list:1e-3,1e-2'];
      const onSlurm = [...sweep, '--executor', 'slurm'];
      const nowhere = { PATH: '/nonexistent' };
      const refusals: readonly (readonly [readonly string[], RegExp, Record<string, string>?])[] = [
        [
          [...onSlurm, '--partition', 'gone'],
          /^Slurm has no partition gone. It has main, brief.\n$/,
        ],
        [[...onSlurm, '--time', 'soon'], /Invalid --time specification/],
        [[...onSlurm, '--memory', '100G'], /No node that may be used has the cores, the memory/],
        [[...onSlurm, '--gres', 'tpu:1'], /Invalid generic resource \(gres\) specification/],
        [
          onSlurm,
          /^There is no sbatch on this machine's PATH. Start the sweep on a login/,
          nowhere,
        ],
        [[...sweep, '--partition', 'main'], /^--partition needs --executor slurm.\n$/],
        [[...onSlurm, '--cpus', '0'], /--cpus is 0; use a whole number from 1/],
      ];
      for (const [args, message, environment] of refusals) {
        const { code, stdout, stderr } = await command(args, environment);
        assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
        assert.match(stderr, message);
        assert.equal(stdout, '');
      }
      assert.ok(!existsSync(join(dirname(config), '.fitscope')));
    });

    function command(args: readonly string[], environment: Record<string, string> = {}) {
      return startCli([...args, '--json'], {
        environment: { ...cluster.environment, ...environment },
      }).answer;
    }

    async function start(epochs: number, args: readonly string[]) {
      const home = temporaryFolder();
      const config = writeConfig(home, digitsConfig(epochs));
      const { child, answer } = startCli(
        ['sweep', config, '--executor', 'slurm', '--json', ...args],
        {
          environment: cluster.environment,
          ownGroup: true,
        },
      );
      let stderr = '';
      child.stderr?.on('data', (text: string) => (stderr += text));
      const sweeps = join(home, '.fitscope', 'sweeps');
      const sweep = await waitFor('its folder', () => {
        if (child.exitCode !== null) throw new Error(`The sweep ended: ${stderr}`);
        return existsSync(sweeps) && readdirSync(sweeps)[0];
      });
      return { child, answer, config, folder: join(sweeps, sweep), heard: () => stderr };
    }

    /** Tasks that wait or train. */
    function queued(): readonly string[] {
      return cluster
        .run('squeue', '--noheader', '--array', '--format=%i')
        .split('\n')
        .filter((name) => name !== '');
    }

    /** Brings a requeued task forward; true once it trains again. */
    function hasStarted(job: string): boolean {
      const state = cluster.run('squeue', '--noheader', '--array', '--format=%T', `--jobs=${job}`);
      if (state === 'PENDING')
        try {
          cluster.run('scontrol', 'update', `JobId=${job}`, 'StartTime=now');
        } catch {
          // It was started in this very moment.
        }
      return state === 'RUNNING';
    }
  },
);

function sweepOf(folder: string): string {
  return folder.split('/').at(-1) ?? '';
}

function batches(folder: string) {
  return new SlurmBatches(join(folder, 'slurm')).read();
}

function events(folder: string): readonly TrialEvent[] {
  return readTrialEvents(folder);
}

function ended(folder: string): readonly number[] {
  return events(folder).flatMap((event) => (event.type === 'trial.ended' ? [event.trial] : []));
}

/** A run of a config that has trained for some epochs and goes on. */
function trainingRun(config: string): string | undefined {
  return runFolders(dirname(config)).find((run) => {
    if (!existsSync(join(run, 'events.jsonl'))) return false;
    const { outcome, epochs } = readRun(run);
    return outcome === 'running' && epochs.length > 1;
  });
}

/** How many runs of a config trained at the same time, by what they say themselves. */
function mostAtOnce(config: string): number {
  const spans = runFolders(dirname(config)).flatMap((run) => {
    const { started, ended } = readRun(run);
    return started && ended ? [[Date.parse(started.at), Date.parse(ended.at)] as const] : [];
  });
  return Math.max(
    ...spans.map(([begin]) => spans.filter(([from, to]) => from <= begin && begin < to).length),
  );
}
