import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sbatchArguments } from '../../../../src/launch/slurm/sbatchArguments';
import { taskScript, unseenFolder } from '../../../../src/launch/slurm/taskScript';
import { removeTemporaryFolders, temporaryFolder } from '../../../support/temporaryFolder';

const hostile = ['a b', "it's", 'x;touch owned', '$(touch owned)', '`touch owned`', '*', '"', '-n'];

const inCase = process.platform === 'win32' ? describe.skip : describe;

inCase('the script of a task', () => {
  after(removeTemporaryFolders);

  it('trains the folder of its line, whatever the folder and the options are called', () => {
    const home = temporaryFolder();
    const folders = hostile.map((name) => join(home, name));
    for (const folder of folders) mkdirSync(folder);
    folders.forEach((folder, i) => {
      const { status } = runTask(home, folders, i, '', ['--data-cache', folder]);
      assert.equal(status, 0);
      const said = readFileSync(join(folder, 'trainer.log'), 'utf8');
      assert.deepEqual(JSON.parse(said), ['train', folder, '--data-cache', folder]);
    });
    assert.ok(!existsSync(join(home, 'owned')));
  });

  it("runs the user's own line as it is, before, and without its own arguments", () => {
    const home = temporaryFolder();
    const folder = join(home, 'run');
    mkdirSync(folder);
    const prologue = `echo "$# $((1 + 1))" && export SEEN='a "b" $c'; cd /`;
    runTask(home, [folder], 0, prologue, []);
    const [first, second] = readFileSync(join(folder, 'trainer.log'), 'utf8').split('\n');
    assert.equal(first, '0 2');
    assert.deepEqual(JSON.parse(second ?? ''), ['train', folder]);
    assert.ok(taskScript(prologue).split('\n').includes(prologue));
  });

  it('says by its exit code that it does not see the folder', () => {
    const home = temporaryFolder();
    assert.equal(runTask(home, [join(home, 'nowhere')], 0, '', []).status, unseenFolder);
    assert.equal(runTask(home, [home], 1, '', []).status, unseenFolder);
    assert.equal(
      spawnSync('bash', [scriptIn(home), '/nonexistent', 'a', 'b']).status,
      unseenFolder,
    );
  });

  /** A core that says what it was given stands in for the one that trains. */
  function runTask(
    home: string,
    folders: readonly string[],
    task: number,
    prologue: string,
    options: readonly string[],
  ) {
    const list = join(home, 'list');
    const core = join(home, 'core.js');
    writeFileSync(list, folders.map((folder) => `${folder}\n`).join(''));
    writeFileSync(core, 'console.log(JSON.stringify(process.argv.slice(2)));');
    const script = scriptIn(home, prologue);
    return spawnSync('bash', [script, list, process.execPath, core, ...options], {
      cwd: home,
      env: { ...process.env, SLURM_ARRAY_TASK_ID: String(task) },
    });
  }
});

describe('the arguments of sbatch', () => {
  it('hold each setting as an argument of its own', () => {
    const [odd = ''] = ['x; rm -rf "$HOME"'];
    const settings = { partition: odd, time: odd, memory: odd, gres: odd, cpus: 4 };
    const request = { settings, name: 'fitscope-a-0', tasks: 12, atOnce: 3 };
    const args = sbatchArguments({ ...request, script: ['task.sh', 'list', odd] });
    for (const name of ['partition', 'time', 'mem', 'gres'])
      assert.ok(args.includes(`--${name}=${odd}`), name);
    assert.ok(args.includes('--array=0-11%3') && args.includes('--cpus-per-task=4'));
    assert.deepEqual(args.slice(-3), ['task.sh', 'list', odd]);
  });

  it('leave to the cluster what nobody asked for', () => {
    const args = sbatchArguments({
      ...{ settings: {}, name: 'a', tasks: 1, atOnce: 1 },
      script: ['task.sh'],
    });
    assert.ok(!args.some((arg) => /partition|time|mem|gres/.test(arg)));
    assert.ok(args.includes('--cpus-per-task=1'));
  });
});

function scriptIn(home: string, prologue?: string): string {
  const script = join(home, 'task.sh');
  writeFileSync(script, taskScript(prologue));
  return script;
}
