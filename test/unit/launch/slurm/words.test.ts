import assert from 'node:assert/strict';
import { explainLoss } from '../../../../src/launch/slurm/explainLoss';
import { judgeTask, placeOf, sightDelay } from '../../../../src/launch/slurm/judgeTask';
import { explainReason, isNotable } from '../../../../src/launch/slurm/pendingReason';
import { parseQueue } from '../../../../src/launch/slurm/readQueue';
import { explainCommand } from '../../../../src/launch/slurm/slurmError';
import { parseTaskDetails } from '../../../../src/launch/slurm/taskDetails';

describe('the queue of Slurm', () => {
  it('is read task by task, whatever stands in a reason', () => {
    const queue = parseQueue(
      [
        '7|0|RUNNING|None',
        '7|11|PENDING|ReqNodeNotAvail, UnavailableNodes:n[1-3]|x',
        ' 812|3|CANCELLED| ',
        '9|N/A|RUNNING|None',
        'slurm_load_jobs error: something',
        '',
      ].join('\n'),
    );
    assert.deepEqual(
      [...queue],
      [
        ['7_0', { state: 'RUNNING', reason: 'None' }],
        ['7_11', { state: 'PENDING', reason: 'ReqNodeNotAvail, UnavailableNodes:n[1-3]|x' }],
        ['812_3', { state: 'CANCELLED', reason: '' }],
      ],
    );
  });

  it('tells waiting, training and gone apart; what it does not know yet holds its node', () => {
    const at = (state: string) => placeOf({ state, reason: '' });
    assert.deepEqual(['PENDING', 'REQUEUED', 'SPECIAL_EXIT'].map(at), ['waits', 'waits', 'waits']);
    assert.deepEqual(['RUNNING', 'COMPLETING', 'EXPUNGING'].map(at), [
      'trains',
      'trains',
      'trains',
    ]);
    assert.deepEqual(['TIMEOUT', 'NODE_FAIL', 'COMPLETED'].map(at), ['gone', 'gone', 'gone']);
    assert.equal(placeOf(undefined), 'gone');
  });

  it('finds only reasons that do not pass by themselves worth a word', () => {
    for (const usual of ['None', 'Resources', 'Priority', 'JobArrayTaskLimit', ''])
      assert.ok(!isNotable(usual), usual);
    for (const notable of ['PartitionTimeLimit', 'JobHeldUser', 'ReqNodeNotAvail, May be reserved'])
      assert.ok(isNotable(notable), notable);
    assert.match(explainReason('PartitionTimeLimit'), /^PartitionTimeLimit: .*--time/);
    assert.match(explainReason('ReqNodeNotAvail, UnavailableNodes:n1'), /n1: nodes that could/);
    assert.match(explainReason('QOSMaxCpuPerUserLimit'), /quality of service/);
    assert.equal(explainReason('SomethingNew'), 'SomethingNew');
  });
});

describe('what becomes of a task', () => {
  const signs = { ended: undefined, place: 'trains', asked: false, goneFor: 0 } as const;
  const stopped = { outcome: 'stopped' } as const;

  it('is told by its run folder first', () => {
    for (const outcome of ['finished', 'diverged', 'crashed'] as const)
      for (const place of ['waits', 'trains', 'gone'] as const)
        assert.equal(judgeTask({ ...signs, ended: { outcome }, place }), 'ended');
    assert.equal(judgeTask(signs), 'goes on');
  });

  it('is not over when a signal stopped it that may have been a requeue', () => {
    assert.equal(judgeTask({ ...signs, ended: stopped }), 'goes on');
    assert.equal(judgeTask({ ...signs, ended: stopped, place: 'waits' }), 'goes on');
    assert.equal(judgeTask({ ...signs, ended: stopped, place: 'gone' }), 'ended');
    assert.equal(judgeTask({ ...signs, ended: stopped, asked: true }), 'ended');
  });

  it('is lost when it is gone and its folder says nothing after a while', () => {
    const gone = { ...signs, place: 'gone' } as const;
    assert.equal(judgeTask({ ...gone, goneFor: sightDelay - 1 }), 'goes on');
    assert.equal(judgeTask({ ...gone, goneFor: sightDelay }), 'lost');
    assert.equal(judgeTask({ ...gone, asked: true }), 'lost');
  });

  it('is explained by what scontrol knows', () => {
    const line =
      'JobId=8 ArrayJobId=7 ArrayTaskId=1 JobName=a b JobState=FAILED Reason=None Requeue=1 ' +
      'ExitCode=0:9 TimeLimit=01:00:00 NodeList=n17 BatchHost=n17 Power= ';
    const task = { name: '7_1', ...parseTaskDetails(line) };
    assert.deepEqual(task, {
      ...{ name: '7_1', state: 'FAILED', exitCode: 0, signal: 9 },
      ...{ node: 'n17', timeLimit: '01:00:00' },
    });
    const said = { began: true, lastWords: 'module: not found' };
    const explain = (change: object, words: Parameters<typeof explainLoss>[2] = said) =>
      explainLoss({ ...task, ...change }, '/runs/a', words);
    assert.deepEqual(explain({}), {
      outcome: 'crashed',
      reason:
        'The training process was killed on n17 (SIGKILL, job 7_1); a node that runs out of memory does this.',
    });
    assert.match(explain({ state: 'TIMEOUT' }).reason, /time limit of 01:00:00 .*--time/);
    assert.equal(explain({ state: 'TIMEOUT' }).outcome, 'stopped');
    assert.match(explain({ state: 'OUT_OF_MEMORY' }).reason, /on n17 .*--memory/);
    assert.match(explain({ state: 'NODE_FAIL' }).reason, /node failed on n17/);
    assert.match(explain({ signal: 0, exitCode: 66 }).reason, /no \/runs\/a on n17 .*share/);
    assert.match(explain({ signal: 0, exitCode: 127 }).reason, /code 127 .*module: not found$/);
    assert.deepEqual(parseTaskDetails(''), {});
    assert.match(explain({ state: undefined }).reason, /has lost it: job 7_1/);
    const unbegun = explain({ state: undefined }, { began: false, lastWords: undefined });
    assert.deepEqual([unbegun.outcome, /before it began/.test(unbegun.reason)], ['stopped', true]);
  });
});

describe('what a command of Slurm says', () => {
  const failed = (stderr: string) =>
    explainCommand({ command: 'sbatch', code: 1, stdout: '', stderr });

  it('is one message, with a head that says what to do', () => {
    const missing = explainCommand({
      command: 'sbatch',
      stdout: '',
      stderr: '',
      problem: 'ENOENT',
    });
    assert.match(missing.message, /no sbatch on this machine's PATH.* login node/);
    assert.equal(missing.kind, 'missing');
    const time = failed('sbatch: error: Invalid --time specification\n');
    assert.equal(time.message, 'Slurm refused (sbatch): Invalid --time specification.');
    assert.equal(time.kind, 'refused');
    const twice = failed(
      'sbatch: error: invalid partition specified: x\nallocation failure: Invalid partition name specified\n',
    );
    assert.match(
      twice.message,
      /: invalid partition specified: x; Invalid partition name specified\.$/,
    );
    const unset = failed('sbatch: fatal: Could not establish a configuration source\n');
    assert.deepEqual(
      [unset.kind, /not set up on this machine/.test(unset.message)],
      ['missing', true],
    );
    assert.match(failed('').message, /exit code 1 and said nothing/);
  });

  it('tells silence, which may pass, from refusal', () => {
    for (const words of [
      'slurm_load_jobs error: Unable to contact slurm controller (connect failure)',
      'sbatch: error: Batch job submission failed: Socket timed out on send/recv operation',
      'slurm_load_jobs error: Zero Bytes were transmitted or received',
    ])
      assert.equal(failed(words).kind, 'silent', words);
    assert.equal(failed('sbatch: error: Access/permission denied').kind, 'refused');
  });
});
