import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunCommand } from '../../../../src/launch/slurm/runCommand';
import { SlurmExecutor } from '../../../../src/launch/slurm/slurmExecutor';
import { submitArray } from '../../../../src/launch/slurm/submitArray';
import type { SlurmSettings } from '../../../../src/protocol/slurmSettings';
import { SlurmBatches } from '../../../../src/runs/slurmBatches';
import { removeTemporaryFolders, temporaryFolder } from '../../../support/temporaryFolder';

type Call = readonly [string, ...string[]];

/** A Slurm that gives every array the next number and lists what it is told to. */
function imaginedSlurm(queue: (args: readonly string[]) => string = () => '') {
  const calls: Call[] = [];
  let job = 100;
  const run: RunCommand = (command, args) => {
    calls.push([command, ...args]);
    const stdout = command === 'sbatch' ? `${job++}\n` : command === 'squeue' ? queue(args) : '';
    return Promise.resolve({ command, code: 0, stdout, stderr: '' });
  };
  return { calls, run, submitted: () => calls.filter(([command]) => command === 'sbatch') };
}

describe('the Slurm executor', () => {
  const executors: SlurmExecutor[] = [];
  afterEach(() => executors.splice(0).forEach((executor) => executor.close()));
  after(removeTemporaryFolders);

  function make(run: RunCommand, { workers = 2, queued = 5, folder = temporaryFolder() } = {}) {
    const settings: SlurmSettings = { partition: 'main' };
    const told: string[] = [];
    const executor = new SlurmExecutor({
      ...{ corePath: '/core.js', settings, workers, queued, folder, run },
      ...{ name: 'fitscope-sweep', tell: (says) => void told.push(says) },
    });
    executors.push(executor);
    return { executor, folder, told };
  }

  it('fills an array to the brim, and begins another when places are free', async () => {
    const { run, submitted } = imaginedSlurm();
    const { executor, folder } = make(run);
    let atWork = 0;
    while (executor.hasRoom(atWork)) executor.start(`/runs/${atWork++}`, {});
    assert.equal(atWork, 5);
    await executor.submit();
    assert.deepEqual(
      [2, 3, 4].map((left) => executor.hasRoom(left)),
      [false, false, false],
    );
    assert.ok(executor.hasRoom(1));
    executor.start('/runs/5', {});
    assert.ok(executor.hasRoom(4) && !executor.hasRoom(5));
    await executor.submit();
    const arrays = submitted().map((call) => call.find((arg) => arg.startsWith('--array')));
    // One place is all that the first array leaves by then, as far as is known.
    assert.deepEqual(arrays, ['--array=0-4%2', '--array=0-0%1']);
    assert.deepEqual(
      new SlurmBatches(folder).read().map(({ job, folders }) => [job, folders.length]),
      [
        ['100', 5],
        ['101', 1],
      ],
    );
  });

  it('gives trials that hold after different epochs arrays of their own', async () => {
    const { run, submitted } = imaginedSlurm();
    const { executor, folder } = make(run);
    executor.start('/runs/a', { holdAfter: 2 });
    executor.start('/runs/b', {});
    executor.start('/runs/c', { holdAfter: 2 });
    await executor.submit();
    const holds = submitted().map((call) => call[call.indexOf('--hold-after') + 1]);
    assert.deepEqual([submitted().length, holds[0]], [2, '2']);
    assert.ok(!submitted()[1]?.includes('--hold-after'));
    assert.equal(readFileSync(join(folder, '0.folders'), 'utf8'), '/runs/a\n/runs/c\n');
  });

  it('takes up what an earlier starter has left, by the name where no number was written', async () => {
    const first = imaginedSlurm();
    const { executor, folder } = make(first.run);
    for (const name of ['a', 'b', 'c']) executor.start(`/runs/${name}`, { holdAfter: 3 });
    await executor.submit();
    const batches = new SlurmBatches(folder);
    batches.begin({ number: 1, name: 'fitscope-sweep-1', folders: ['/runs/d', '/runs/e'] });
    executor.close();

    const second = imaginedSlurm((args) =>
      args.includes('--name=fitscope-sweep-1')
        ? '101|0|PENDING|Resources\n'
        : '100|1|RUNNING|None\n101|0|PENDING|Resources\n',
    );
    const { executor: resumed } = make(second.run, { folder });
    await resumed.recover();
    assert.ok(second.calls.some((call) => call.includes('--jobs=100,101')));
    const adopted = ['a', 'b', 'c', 'd', 'e'].map((name) => resumed.adopt(`/runs/${name}`));
    assert.deepEqual(
      adopted.map((task) => task?.name),
      [undefined, '100_1', undefined, '101_0', undefined],
    );
    assert.equal(adopted[1]?.holdAfter, 3);
    assert.equal(adopted[1]?.waitsFor(), undefined);
    assert.equal(adopted[3]?.waitsFor(), 'Waits in Slurm (Resources).');
    resumed.start('/runs/f', {});
    await resumed.submit();
    assert.equal(new SlurmBatches(folder).read().at(-1)?.name, 'fitscope-sweep-2');
  });

  it('cancels together what is stopped together, and starts nothing that was stopped before', async () => {
    const { run, calls, submitted } = imaginedSlurm();
    const { executor } = make(run);
    const [one, two] = [executor.start('/runs/a', {}), executor.start('/runs/b', {})];
    await executor.submit();
    const third = executor.start('/runs/c', {});
    third.stop();
    await executor.submit();
    await third.ended;
    assert.equal(submitted().length, 1);
    one.stop();
    two.stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(
      calls.filter(([command]) => command === 'scancel'),
      [['scancel', '100_0', '100_1']],
    );
  });

  it('says what waits, and why', async () => {
    const { run } = imaginedSlurm();
    const { executor, told } = make(run);
    assert.equal(executor.inWords(), undefined);
    executor.start('/runs/a', {}).queued = { state: 'PENDING', reason: 'Resources' };
    await executor.submit();
    assert.equal(executor.inWords(), '1 wait in Slurm (Resources)');
    assert.deepEqual(told, []);
    executor.close();
    assert.deepEqual(told, ['A trial stays in Slurm; --resume goes on with it.']);
  });
});

describe('submitting a job array', () => {
  const request = {
    ...{ settings: { partition: 'mian' }, name: 'n-0', tasks: 1, atOnce: 1 },
    script: ['task.sh'] as const,
  };
  const patience = { every: 1, tries: { silent: 3, refused: 2, missing: 1 } };
  const silence =
    'sbatch: error: Batch job submission failed: Socket timed out on send/recv operation';

  it('asks for its name before it submits again, so that nothing is submitted twice', async () => {
    const calls: string[] = [];
    const troubles: string[] = [];
    const run: RunCommand = (command) => {
      calls.push(command);
      if (command === 'sbatch')
        return Promise.resolve({ command, code: 1, stdout: '', stderr: silence });
      return Promise.resolve({ command, code: 0, stdout: '55|0|PENDING|None\n', stderr: '' });
    };
    const onTrouble = ({ message }: Error) => void troubles.push(message);
    assert.equal(await submitArray(request, run, { ...patience, onTrouble }), '55');
    assert.deepEqual(calls, ['sbatch', 'squeue']);
    assert.equal(troubles.length, 1);
  });

  it('gives up after a while, and names the partitions that there are', async () => {
    let tries = 0;
    const run: RunCommand = (command) => {
      if (command === 'sinfo')
        return Promise.resolve({ command, code: 0, stdout: 'main\nlong\nmain\n', stderr: '' });
      if (command === 'squeue')
        return Promise.resolve({ command, code: 0, stdout: '', stderr: '' });
      tries += 1;
      const stderr = 'sbatch: error: invalid partition specified: mian\n';
      return Promise.resolve({ command, code: 1, stdout: '', stderr });
    };
    await assert.rejects(submitArray(request, run, { ...patience, onTrouble: () => undefined }), {
      message: 'Slurm has no partition mian. It has main, long.',
    });
    assert.equal(tries, 2);
  });
});
