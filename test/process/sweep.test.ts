import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRun } from '../../src/runs/readRun';
import { digitsConfig, writeConfig } from '../support/configFile';
import { buildProduct, fitscope } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';

interface Trial {
  readonly trial: number;
  readonly run: string | null;
  readonly params: Readonly<Record<string, unknown>>;
  readonly outcome: string;
  readonly reason?: string;
  readonly epochs: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly train: { readonly loss: number } | null;
  readonly validation?: { readonly loss: number; readonly score: number };
}

interface Document {
  readonly sweep: string;
  readonly folder: string;
  readonly outcome: string;
  readonly trials: readonly Trial[];
  readonly best: Trial | null;
}

const decays = 'optimizer.weight_decay=log:1e-4..1e-2:3';
const rates = 'optimizer.learning_rate=list:1e-3,1e-2';

describe('fitscope sweep', function () {
  this.timeout(120_000);
  before(buildProduct);
  after(removeTemporaryFolders);

  it('trains a grid on two workers and says which was best', async () => {
    const config = writeConfig(temporaryFolder(), digitsConfig(4));
    const csv = join(dirname(config), 'tables', 'trials.csv');
    const { code, stdout, stderr } = await fitscope([
      ...['sweep', config, '--param', decays, '--param', rates],
      ...['--workers', '2', '--no-prune', '--json', '--csv', csv],
    ]);
    assert.equal(code, 0, stderr);
    const { sweep, folder, outcome, trials, best } = JSON.parse(stdout) as Document;
    assert.equal(outcome, 'finished');
    assert.equal(folder, join(dirname(config), '.fitscope', 'sweeps', sweep));
    assert.deepEqual(
      trials.map(({ params }) => Object.values(params)),
      [1e-4, 1e-3, 1e-2].flatMap((decay) => [
        [decay, 1e-3],
        [decay, 1e-2],
      ]),
    );
    for (const { run, params, outcome, epochs, metrics, train } of trials) {
      assert.deepEqual([outcome, epochs], ['finished', 4]);
      const { record } = readRun(join(dirname(config), '.fitscope', 'runs', run ?? ''));
      assert.deepEqual(record.overrides, params);
      const { learning_rate, weight_decay } = record.settings.optimizer;
      assert.deepEqual([weight_decay, learning_rate], Object.values(params));
      assert.equal(record.sweep?.id, sweep);
      assert.ok(metrics['oui'] !== undefined && train);
    }
    const losses = trials.map(({ validation }) => validation?.loss ?? NaN);
    assert.equal(best?.validation?.loss, Math.min(...losses));
    const lines = readFileSync(csv, 'utf8').trimEnd().split('\n');
    assert.equal(lines.length, 7);
    assert.match(
      lines[0] ?? '',
      /^trial,run,outcome,.*optimizer\.weight_decay,optimizer\.learning_rate,/,
    );
    assert.ok(!existsSync(join(folder, 'data')), 'prepared data are left behind');
  });

  it('reads the section sweep of a config, and tells a table', async () => {
    const text = `${digitsConfig(2)}sweep:
  parameters:
    optimizer.kind: [adam, sgd]
    model.hidden: [[16], [32, 16]]
  workers: 2
`;
    const config = writeConfig(temporaryFolder(), text);
    const { code, stdout, stderr } = await fitscope(['sweep', config]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^trial +optimizer.kind +model.hidden +outcome/);
    assert.equal(stdout.match(/finished/g)?.length, 4);
    assert.match(stdout, /Best: trial \d, optimizer.kind=adam model.hidden=\[/);
  });

  it('refuses what it cannot do, with exit code 2 and nothing started', async () => {
    const folder = temporaryFolder();
    const config = writeConfig(folder, digitsConfig(2));
    const refusals: readonly (readonly [readonly string[], RegExp])[] = [
      [['--param', 'optimizer.weight_decay=1e-3'], /not of the form log:LOW\.\.HIGH:N/],
      [['--param', 'optimizer.weight_decay=log:0..1:3'], /starts at 0; a log range lies above 0/],
      [['--param', 'optimizer.momentum=lin:0..2:3'], /momentum is 2; it must be/],
      [['--param', 'optimizer.decay=lin:0..2:3'], /optimizer\.decay is not known/],
      [['--param', decays, '--param', decays], /given twice/],
      [['--param', 'training.epochs=lin:1..3', '--search', 'grid'], /has no number of points/],
      [['--search', 'random'], /needs parameters/],
      [
        ['--param', rates, '--param', 'training.batch_size=list:8,16', '--search', 'guided'],
        /moves optimizer/,
      ],
      [['--param', decays, '--workers', '0'], /--workers is 0; use a whole number from 1/],
      [['--param', decays, '--search', 'best'], /Allowed choices are grid/],
      [['--resume', 'nothing'], /There is no sweep "nothing"/],
    ];
    for (const [args, message] of refusals) {
      const { code, stdout, stderr } = await fitscope(['sweep', config, ...args]);
      assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, message);
      assert.equal(stdout, '');
    }
    assert.ok(!existsSync(join(folder, '.fitscope')));
  });

  it('tells what is wrong with a section sweep at its place', async () => {
    const text = `${digitsConfig(2)}sweep:
  parameters:
    optimizer.weight_decay: lin:-1..1:3
`;
    const config = writeConfig(temporaryFolder(), text);
    const { code, stderr } = await fitscope(['sweep', config]);
    assert.equal(code, 2);
    assert.match(stderr, /fit\.yaml:14:29: sweep\.parameters optimizer\.weight_decay: .* is -1/);
  });

  it('counts values that are impossible together as a crashed trial', async () => {
    const folder = temporaryFolder();
    const config = writeConfig(
      folder,
      digitsConfig(2)
        .replace('kind: bundled, name: digits', 'kind: csv, path: a.csv, target: y')
        .replace('seed: 3', 'seed: 3, batch_size: 8'),
    );
    writeFileSync(join(folder, 'a.csv'), `x,y\n${'1,a\n2,b\n'.repeat(30)}`);
    const { code, stdout } = await fitscope([
      ...['sweep', config, '--json', '--param', 'dataset.train_samples=list:20,400'],
    ]);
    assert.equal(code, 0);
    const { trials, best } = JSON.parse(stdout) as Document;
    assert.deepEqual(
      trials.map(({ outcome }) => outcome),
      ['finished', 'crashed'],
    );
    assert.match(trials[1]?.reason ?? '', /train_samples 400 is more than/);
    assert.equal(best?.trial, 0);
  });
});
