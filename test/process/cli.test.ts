import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readRun } from '../../src/runs/readRun';
import { digitsConfig, writeConfig } from '../support/configFile';
import { buildProduct, fitscope } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';

describe('fitscope', function () {
  this.timeout(60_000);
  before(buildProduct);
  after(removeTemporaryFolders);

  describe('diagnose', () => {
    it('prints verdict, numbers and folder, plain in a pipe, and keeps its findings', async () => {
      const folder = temporaryFolder();
      const config = writeConfig(folder, digitsConfig(5));
      const { code, stdout, stderr } = await fitscope(['diagnose', config]);
      assert.equal(code, 0, stderr);
      assert.equal(stderr, '', 'no progress line in a pipe');
      assert.match(stdout, /^digits finished after [\d.]+ s/);
      assert.match(stdout, /\nVerdict: /);
      assert.match(stdout, /\n {2}OUI {2,}[\d.]+/);
      assert.equal(stdout.includes('\u001b'), false, 'no colours in a pipe');
      const [, runFolder = ''] = /\nRun: (.*)\n$/.exec(stdout) ?? [];
      assert.ok(runFolder.startsWith(join(folder, '.fitscope', 'runs')), runFolder);
      for (const file of ['run.json', 'config.yaml', 'events.jsonl', 'findings.json'])
        assert.ok(existsSync(join(runFolder, file)), file);
      const { record, outcome } = readRun(runFolder);
      assert.equal(outcome, 'finished');
      assert.equal(record.outcome, 'finished');
      assert.ok(record.engine);
      assert.ok(record.versions['fitscope'] && record.versions['node']);
    });

    it('prints one JSON document of the promised shape and nothing else', async () => {
      const config = writeConfig(temporaryFolder(), digitsConfig(5));
      const { code, stdout, stderr } = await fitscope(['diagnose', config, '--json', '--report']);
      assert.equal(code, 0, stderr);
      const document = JSON.parse(stdout) as Record<string, unknown>;
      const promised = [
        ...['run', 'outcome', 'verdict', 'findings', 'last', 'train', 'validation'],
        ...['seconds', 'monitoringSeconds'],
      ];
      assert.deepEqual(
        promised.filter((key) => document[key] === undefined),
        [],
      );
      const { metrics } = document['last'] as { metrics: Record<string, number> };
      for (const id of ['oui', 'oui_relative', 'weight_norm_ratio', 'weight_movement'])
        assert.equal(typeof metrics[id], 'number', id);
      const { loss, score } = document['train'] as { loss: number; score: number };
      assert.ok(loss > 0 && score > 0.5 && score <= 1);
    });

    it('takes --set over the text, with numbers as they are written', async () => {
      const config = writeConfig(temporaryFolder(), digitsConfig(5));
      const { stdout } = await fitscope([
        ...['diagnose', config, '--json', '--set', 'training.epochs=2'],
        ...['--set', 'optimizer.learning_rate=3e-3', '--set', 'name=another'],
      ]);
      const { folder } = JSON.parse(stdout) as { folder: string };
      const { record, epochs } = readRun(folder);
      assert.equal(record.settings.optimizer.learning_rate, 3e-3);
      assert.equal(record.name, 'another');
      assert.deepEqual(record.overrides, {
        'training.epochs': 2,
        'optimizer.learning_rate': 3e-3,
        name: 'another',
      });
      assert.equal(epochs.at(-1)?.epoch, 2);
    });

    it('exits 1 for a finding that --fail-on asks for, and else 0', async () => {
      const config = writeConfig(temporaryFolder(), digitsConfig(5));
      const tooFast = ['diagnose', config, '--json', '--set', 'optimizer.learning_rate=30'];
      const plain = await fitscope(tooFast);
      const { outcome, findings } = JSON.parse(plain.stdout) as {
        outcome: string;
        findings: { severity: string }[];
      };
      assert.ok(findings.some(({ severity }) => severity === 'problem'));
      assert.equal(plain.code, outcome === 'diverged' ? 1 : 0);
      for (const severity of ['problem', 'hint'])
        assert.equal((await fitscope([...tooFast, '--fail-on', severity])).code, 1);
    });

    it('names every problem of a config at its place, and exits 2', async () => {
      const folder = temporaryFolder();
      const text = digitsConfig(5)
        .replace('learning_rate: 1e-3', 'learning_rat: 1e-3')
        .replace('epochs: 5', 'epochs: -5');
      writeConfig(folder, text);
      const { code, stdout, stderr } = await fitscope(['diagnose', 'digits.fit.yaml'], {
        cwd: folder,
      });
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^digits\.fit\.yaml:7:3: .*learning_rat/m);
      assert.match(stderr, /^digits\.fit\.yaml:10:\d+: .*-5/m);
      assert.equal(existsSync(join(folder, '.fitscope')), false, 'nothing was begun');
    });

    it('exits 2 with one line for a request that is wrong', async () => {
      const folder = temporaryFolder();
      const config = writeConfig(folder, digitsConfig(5));
      writeFileSync(join(folder, 'latin.fit.yaml'), Buffer.from([0x6e, 0xe4, 0x0a]));
      const wrong: readonly (readonly [readonly string[], RegExp])[] = [
        [['diagnose', 'nothing.fit.yaml'], /^nothing\.fit\.yaml: there is no such file\.$/],
        [['diagnose', 'notes.txt'], /a config is named/],
        [['diagnose', 'latin.fit.yaml'], /not UTF-8/],
        [['diagnose', config, '--set', 'learning_rate'], /not of the form path=value/],
        [['diagnose', config, '--set', 'optimizer.learning_rate=fast'], /learning_rate=fast/],
        [['diagnose', config, '--fail-on', 'error'], /Allowed choices are problem, hint/],
        [['diagnose'], /missing required argument 'config'/],
        [['sweeep', config], /unknown command 'sweeep'/],
        [
          ['diagnose', config, '--out', 'latin.fit.yaml'],
          /^--out latin\.fit\.yaml: this is a file/,
        ],
        [
          ['runs', '--out', 'latin.fit.yaml'],
          /^--out latin\.fit\.yaml: this is a file; name a folder/,
        ],
        [['runs', '--out', 'latin.fit.yaml/sub', '--json'], /latin\.fit\.yaml is a file/],
        [['report', 'some-run', '--out', 'latin.fit.yaml'], /this is a file/],
        [['report', 'no-such-run'], /There is no run "no-such-run"/],
        [['export', 'no-such-run', '--to', 'parquet'], /Allowed choices are csv, tensorboard/],
        [['oui', 'nothing.npy'], /nothing\.npy/],
      ];
      for (const [args, says] of wrong) {
        const { code, stdout, stderr } = await fitscope(args, { cwd: folder });
        assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
        assert.equal(stdout, '');
        assert.match(stderr.trim(), says);
        assert.doesNotMatch(stderr, /\n\s+at /, 'no stack trace');
      }
    });
  });

  it('lists, reports and exports what was run', async () => {
    const folder = temporaryFolder();
    const config = writeConfig(folder, digitsConfig(4));
    const runs: string[] = [];
    for (const name of ['first', 'second']) {
      const args = ['diagnose', config, '--json', '--out', 'here', '--set', `name=${name}`];
      const { stdout } = await fitscope(args, { cwd: folder });
      runs.push((JSON.parse(stdout) as { run: string }).run);
    }
    const list = async (...args: string[]) =>
      (await fitscope(['runs', '--out', 'here', ...args], { cwd: folder })).stdout;
    const listed = JSON.parse(await list('--json')) as Record<string, unknown>[];
    assert.deepEqual(
      listed.map(({ id }) => id),
      runs.toReversed(),
      'newest first',
    );
    assert.deepEqual(Object.keys(listed[0] ?? {}).sort(), [
      ...['configPath', 'folder', 'id', 'name', 'outcome', 'seconds', 'started', 'verdict'],
    ]);
    assert.match(await list(), new RegExp(`${runs[1]} .*finished`));

    const [id = ''] = runs;
    const told = await fitscope(['report', id, '--out', 'here'], { cwd: folder });
    assert.match(told.stdout, /^first finished/);
    const html = ['report', id, '--out', 'here', '--html', 'pages/report.html'];
    assert.equal((await fitscope(html, { cwd: folder })).code, 0);
    const page = readFileSync(join(folder, 'pages', 'report.html'), 'utf8');
    assert.match(page, /id="fitscope-data">\{"view":/);
    assert.doesNotMatch(page, /(src|href)="https?:/);

    const csv = await fitscope(['export', id, '--out', 'here', '--to', 'csv'], { cwd: folder });
    const rows: { event: string; metric: string }[] = parse(csv.stdout, { columns: true });
    assert.ok(rows.some(({ event, metric }) => event === 'step' && metric === 'oui'));
    assert.ok(rows.some(({ event, metric }) => event === 'epoch' && metric === 'validation_loss'));
    const board = ['export', id, '--out', 'here', '--to', 'tensorboard', '--output', 'logs'];
    const { stdout, code } = await fitscope(board, { cwd: folder });
    assert.equal(code, 0);
    assert.match(stdout, /logs\/events\.out\.tfevents\./);
  });

  it('says that there are no runs, on stderr, and an empty list to a program', async () => {
    const cwd = temporaryFolder();
    const text = await fitscope(['runs'], { cwd });
    assert.deepEqual([text.code, text.stdout], [0, '']);
    assert.match(text.stderr, /There are no runs/);
    assert.deepEqual(JSON.parse((await fitscope(['runs', '--json'], { cwd })).stdout), []);
  });

  it('prints the schema that media/ holds', async () => {
    const { stdout } = await fitscope(['schema']);
    const schema = JSON.parse(stdout) as { properties: Record<string, unknown> };
    assert.ok(schema.properties['optimizer']);
  });

  it('says which engines work, and why the others do not', async () => {
    const { code, stdout } = await fitscope(['doctor', '--json']);
    assert.equal(code, 0);
    const { engines } = JSON.parse(stdout) as {
      engines: { name: string; available: boolean; reason?: string }[];
    };
    assert.ok(engines.some(({ name, available }) => name === 'onnx' && available));
    for (const { name, available, reason } of engines) assert.ok(available || reason, name);
    const { stdout: text } = await fitscope(['doctor']);
    for (const { name } of engines) assert.match(text, new RegExp(`^${name}: `, 'm'));
  });

  it('shows the verbs that it has', async () => {
    const { stdout } = await fitscope(['--help']);
    assert.match(stdout, /diagnose/);
    for (const verb of ['sweep', 'range', 'runs', 'report', 'export', 'oui', 'schema', 'doctor'])
      assert.match(stdout, new RegExp(`^  ${verb}\\b`, 'm'));
    assert.match((await fitscope(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
