import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { metricIds } from '../../src/metrics/catalog';
import { contractConfigs, type ContractConfig } from '../support/contractConfigs';
import { digitsConfig, writeConfig } from '../support/configFile';
import { npyFloats } from '../support/dataFiles';
import { buildProduct, fitscope, startCli, startNode, type Answer } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';

type Row = Readonly<Record<string, unknown>>;

/** What the contract names, in its order; what is not named may be added. */
const documentKeys = 'run outcome verdict findings last train seconds monitoringSeconds'.split(' ');
const verdicts = 'underfitting balanced overfitting over_aligned lazy unstable undecided'.split(
  ' ',
);
const eventKeys: Readonly<Record<string, string>> = {
  'run.started': 'type at runId seed engine parameters layers',
  'step.ended': 'type at step epoch trainLoss learningRate metrics layers',
  'epoch.ended': 'type at epoch trainLoss trainScore metrics',
  'run.ended': 'type at outcome seconds monitoringSeconds',
};
/** Those of the contract; others may come beside them, and are in the catalog. */
const promisedIds = `oui oui_relative weight_change neuron_alignment kernel_target_alignment
   gradient_feature_alignment gradient_agreement gradient_noise_scale update_ratio dead_units
   confident_share sharpness_ratio decay_horizon total_shrink weight_norm_ratio weight_movement
   loss_gap train_loss train_score`.split(/\s+/);
const knownIds = new Set<string>([...metricIds, 'train_loss', 'train_score']);

describe('the contract', function () {
  this.timeout(60_000);
  before(buildProduct);
  after(removeTemporaryFolders);

  it('names its metrics as promised', () => {
    for (const id of promisedIds) assert.ok(knownIds.has(id), id);
  });

  describe('a config', () => {
    it('is exercised here with every word that it may hold', async () => {
      const { stdout } = await fitscope(['schema']);
      const written = contractConfigs.map(({ settings }) => JSON.stringify(settings)).join();
      const unused = wordsOf(JSON.parse(stdout)).filter((word) => !written.includes(`"${word}"`));
      // Engines that need a GPU, or a library that is installed on request.
      const elsewhere = ['onnx-coreml', 'onnx-cuda', 'onnx-directml', 'onnx-webgpu'];
      assert.deepEqual(unused.sort(), [...elsewhere, 'tensorflow', 'tensorflow-gpu']);
    });

    for (const config of contractConfigs)
      it(`${config.file} trains, from another folder, and is told as promised`, async () => {
        const path = write(temporaryFolder(), config);
        const { folder, document } = diagnosed(await fitscope(['diagnose', path, '--json']));
        assert.equal(document['outcome'], 'finished');
        assert.equal(dirname(dirname(folder)), join(dirname(path), '.fitscope'));
        checkFolder(folder, path);
        const events = eventsOf(folder);
        events.forEach(checkEvent);
        const hasValidation = Number(at(config.settings, 'dataset', 'validation') ?? 0.2) > 0;
        assert.equal('validation' in document, hasValidation);
        const types = events.map((event) => event['type']);
        assert.deepEqual([types[0], types.at(-1)], ['run.started', 'run.ended']);
      });

    it('stops at a training loss, and counts the epochs that it needed', async () => {
      const config = contractConfigs.find(({ file }) => file === 'values.fit.yaml');
      assert.ok(config);
      const path = write(temporaryFolder(), config);
      const { document } = diagnosed(await fitscope(['diagnose', path, '--json']));
      assert.equal(at(document, 'train', 'epoch'), 1, 'of 40');
    });

    it('may start with a mark, end its lines as Windows does, be linked, and lie anywhere', async () => {
      const folder = join(temporaryFolder(), 'Größe & so', 'b c');
      mkdirSync(folder, { recursive: true });
      const text = `\ufeff${digitsConfig(1).replaceAll('\n', '\r\n')}`;
      const path = writeConfig(folder, text, "my 'config' ü.fit.yaml");
      const link = join(folder, 'link.fit.yaml');
      symlinkSync(basename(path), link);
      for (const file of [path, link]) {
        const run = diagnosed(
          await fitscope(['diagnose', file, '--json', '--out', 'some where'], { cwd: folder }),
        );
        assert.equal(dirname(run.folder), join(folder, 'some where', 'runs'));
        assert.equal(readFileSync(join(run.folder, 'config.yaml'), 'utf8'), text);
      }
      assert.equal(existsSync(join(folder, '.fitscope')), false);
    });
  });

  describe('what is wrong with a request', () => {
    const wrong: readonly (readonly [string, string, RegExp])[] = [
      ['an unknown key', 'loss: mse\nlos: mse\n', /^c\.fit\.yaml:7:1: los is not known/],
      ['a wrong type', 'loss: mse\nname: 3\n', /^c\.fit\.yaml:7:7: name is 3; it must be a text/],
      ['an impossible value', 'loss: mean\n', /^c\.fit\.yaml:6:7: .*one of cross_entropy/],
      ['a missing key', '', /^c\.fit\.yaml:1:1: loss is missing/],
      ['a key given twice', 'loss: mse\nloss: mse\n', /^c\.fit\.yaml:7:1: .*twice/],
      ['text that is no YAML', 'loss: [\n', /^c\.fit\.yaml:\d+:\d+: Not valid YAML/],
    ];
    for (const [title, ending, says] of wrong)
      it(`${title} is told at its place, and nothing is made`, async () => {
        const folder = temporaryFolder();
        writeConfig(folder, `${untilLoss}${ending}`, 'c.fit.yaml');
        const answer = await fitscope(['diagnose', 'c.fit.yaml', '--json'], { cwd: folder });
        assert.deepEqual([answer.code, answer.stdout], [2, '']);
        assert.match(answer.stderr, says);
        assert.deepEqual(readdirSync(folder), ['c.fit.yaml']);
      });

    const inVain: readonly InVain[] = [
      {
        title: 'an engine that is not here',
        path: 'engine',
        value: 'tensorflow',
        text: digitsConfig(1).replace('model:', 'engine: tensorflow\nmodel:'),
        place: '3:9',
        says: 'Engine tensorflow does not work here',
      },
      {
        title: 'a batch larger than the data',
        path: 'training.batch_size',
        value: '10000',
        text: digitsConfig(1).replace('seed: 3', 'batch_size: 10000'),
        place: '10:36',
        says: 'batch_size 10000 is more than',
      },
      {
        title: 'more convolutions than the image can be halved',
        path: 'model.channels',
        value: '[2, 2, 2, 2]',
        text: digitsConfig(1).replace(
          '{ kind: mlp, hidden: [64] }',
          '{ kind: cnn, channels: [2, 2, 2, 2], dense: [] }',
        ),
        place: '3:31',
        says: 'At most 3 entries',
      },
    ];
    for (const { title, path, value, text, place, says } of inVain)
      it(`${title} is told at its place, and the run is crashed`, async () => {
        const config = writeConfig(temporaryFolder(), text);
        for (const [set, where] of [
          [[], `${config}:${place}: `],
          [['--set', `${path}=${value}`], `${config}: Override ${path}=${value}: `],
        ] as const) {
          const answer = await fitscope(['diagnose', config, '--json', ...set]);
          assert.equal(answer.code, 2, answer.stderr);
          const document = JSON.parse(answer.stdout) as Row;
          assert.equal(document['outcome'], 'crashed');
          assert.equal(document['reasonPath'], path);
          assert.equal(document['train'], null);
          assert.ok(answer.stderr.startsWith(where), answer.stderr);
          assert.ok(answer.stderr.includes(says), answer.stderr);
        }
      });

    it('is also an activation dump that holds no activations', async () => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'empty.npy'), '');
      writeFileSync(join(folder, 'text.npy'), 'hello');
      writeFileSync(join(folder, 'one.npy'), npyFloats([12]));
      writeFileSync(join(folder, 'fine.npy'), npyFloats([12, 2, 3], 'Fortran'));
      for (const [file, says] of [
        ['empty.npy', /^empty\.npy is empty \(0 bytes\)\.\n$/],
        ['text.npy', /^text\.npy is not an NPY file/],
        ['one.npy', /one\.npy: 1 unit: OUI needs 2\.\n$/],
        ['.', /is a folder/],
      ] as const) {
        const { code, stdout, stderr } = await fitscope(['oui', file, '--json'], { cwd: folder });
        assert.deepEqual([code, stdout], [2, ''], file);
        assert.match(stderr, says);
      }
      const { code, stdout } = await fitscope(['oui', 'fine.npy', '--json'], { cwd: folder });
      assert.equal(code, 0);
      const { oui, layers } = JSON.parse(stdout) as { oui: number; layers: Row[] };
      assert.ok(oui > 0 && oui <= 1);
      assert.deepEqual(layers, [{ file: 'fine.npy', units: 6, oui }]);
    });
  });

  it('a run that diverges has NaN as a text, and says how it stood before', async () => {
    const config = writeConfig(temporaryFolder(), digitsConfig(3));
    const answer = await fitscope([
      'diagnose',
      config,
      '--json',
      '--set',
      'optimizer.learning_rate=1e30',
    ]);
    const { folder, document } = diagnosed(answer, 1);
    assert.equal(document['outcome'], 'diverged');
    assert.equal(document['verdict'], 'unstable');
    assert.equal(at(document, 'train', 'epoch'), 0, 'before the first update');
    const last = eventsOf(folder).findLast(({ type }) => type === 'step.ended');
    assert.equal(last?.['trainLoss'], 'NaN');
    checkFindings(document['findings'] as readonly Row[]);
    assert.deepEqual(
      JSON.parse(readFileSync(join(folder, 'findings.json'), 'utf8')).findings,
      document['findings'],
    );
  });

  it('a stop that a person writes into control.jsonl is obeyed within a second', async () => {
    const out = temporaryFolder();
    const config = writeConfig(out, digitsConfig(1_000_000));
    const { answer } = startCli(['diagnose', config, '--json', '--out', out]);
    const folder = await waitFor('some events', () => {
      const [name] = existsSync(join(out, 'runs')) ? readdirSync(join(out, 'runs')) : [];
      const run = name && join(out, 'runs', name);
      return run && existsSync(join(run, 'events.jsonl')) && eventsOf(run).length > 5 && run;
    });
    const asked = Date.now();
    appendFileSync(join(folder, 'control.jsonl'), '{"type":"stop"}');
    const { document } = diagnosed(await answer);
    assert.equal(document['outcome'], 'stopped');
    const ended = eventsOf(folder).at(-1);
    assert.equal(ended?.['outcome'], 'stopped');
    const milliseconds = Date.parse(String(ended['at'])) - asked;
    assert.ok(milliseconds < 1000, `it took ${milliseconds} ms`);
  });

  it('nothing is sent or asked for over a network', async () => {
    const folder = temporaryFolder();
    const spy = join(folder, 'spy.cjs');
    writeFileSync(spy, spySource);
    const config = writeConfig(folder, digitsConfig(2));
    const environment = { NODE_OPTIONS: `--require ${spy}`, SPY_FOLDER: folder };
    diagnosed(await fitscope(['diagnose', config, '--json', '--report'], { environment }));
    await fitscope(['doctor'], { environment });
    const watched = spied(folder);
    assert.ok(watched.length >= 4, `${watched.length} processes; two verbs and their cores are 4`);
    assert.deepEqual(watched.join(''), '');
    const asking = "fetch('http://127.0.0.1:9').catch(() => undefined)";
    await startNode(['--eval', asking], { environment }).answer;
    assert.match(spied(folder).join(''), /^fetch "http:/, 'the spy hears');
  });
});

function spied(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.spied'));
  return names.map((name) => readFileSync(join(folder, name), 'utf8'));
}

interface InVain {
  readonly title: string;
  readonly path: string;
  readonly value: string;
  readonly text: string;
  readonly place: string;
  readonly says: string;
}

/** Everything but the loss, five lines. */
const untilLoss = `dataset: { kind: synthetic, name: linear-teacher }
model: { kind: mlp, hidden: [4] }
optimizer: { kind: sgd, learning_rate: 1e-2 }
training: { epochs: 1 }
# the loss
`;

/** Notes every connection and every name that is looked up, in a file for each process. */
const spySource = `
const { appendFileSync, writeFileSync } = require('node:fs');
const file = process.env.SPY_FOLDER + '/' + process.pid + '.spied';
writeFileSync(file, '');
const watch = (owner, name) => {
  const original = owner[name];
  owner[name] = function (...args) {
    appendFileSync(file, name + ' ' + String(JSON.stringify(args[0])) + '\\n');
    return original.apply(this, args);
  };
};
watch(require('node:net').Socket.prototype, 'connect');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) watch(require('node:dns'), name);
watch(require('node:dgram').Socket.prototype, 'send');
watch(globalThis, 'fetch');
`;

function write(folder: string, { file, settings, files = {} }: ContractConfig): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const json = JSON.stringify(settings, null, 2);
  const text = file.endsWith('.json')
    ? json
    : file.endsWith('.jsonc')
      ? `// a comment\n${json.replace(/\n\}$/, ', // and a comma too many\n}')}`
      : stringify(settings);
  return writeConfig(folder, text, file);
}

/** The one JSON document of a diagnosis, and nothing else. */
function diagnosed({ code, stdout, stderr }: Answer, expected = 0) {
  assert.equal(code, expected, stderr);
  const document = JSON.parse(stdout) as Row;
  assertHolds(document, documentKeys);
  assert.ok(verdicts.includes(String(document['verdict'])));
  for (const part of ['train', 'validation'])
    if (part in document)
      for (const key of ['loss', 'score']) assert.equal(typeof at(document, part, key), 'number');
  for (const [id, value] of Object.entries(at(document, 'last', 'metrics') as Row)) {
    assert.ok(knownIds.has(id), id);
    assert.equal(typeof value, 'number', id);
  }
  return { document, folder: String(document['folder']) };
}

function checkFolder(folder: string, config: string): void {
  const extension = config.replace(/.*\./, '');
  const files = [`config.${extension}`, 'events.jsonl', 'findings.json', 'run.json'];
  assert.deepEqual(readdirSync(folder).sort(), files);
  assert.deepEqual(readFileSync(join(folder, `config.${extension}`)), readFileSync(config));
  const record = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as Row;
  for (const key of 'formatVersion id name configPath settings overrides seed trainer engine versions created ended outcome'.split(
    ' ',
  ))
    assert.ok(key in record, key);
  assert.deepEqual([record['id'], record['configPath']], [basename(folder), config]);
}

function checkEvent(event: Row): void {
  const type = String(event['type']);
  assertHolds(event, (eventKeys[type] ?? 'type at').split(' '));
  assert.match(String(event['at']), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  if (type !== 'step.ended' && type !== 'epoch.ended') return;
  const layers = Object.values((event['layers'] ?? {}) as Record<string, object>);
  for (const metrics of [event['metrics'] as object, ...layers])
    for (const id of Object.keys(metrics)) assert.ok(knownIds.has(id), id);
}

function checkFindings(findings: readonly Row[]): void {
  assert.ok(findings.length > 0);
  for (const finding of findings) {
    assert.deepEqual(
      Object.keys(finding),
      'rule severity path says evidence confidence remedies'.split(' '),
    );
    for (const evidence of finding['evidence'] as readonly Row[])
      assert.deepEqual(Object.keys(evidence), 'metric step value expected source'.split(' '));
    for (const remedy of finding['remedies'] as readonly Row[]) {
      assert.deepEqual(Object.keys(remedy), 'id says change'.split(' '));
      assert.deepEqual(Object.keys(remedy['change'] as Row), 'path from to'.split(' '));
    }
  }
}

/** The keys are there, and in this order; others may stand between them. */
function assertHolds(row: Row, keys: readonly string[]): void {
  assert.deepEqual(
    Object.keys(row).filter((key) => keys.includes(key)),
    keys,
  );
}

function eventsOf(folder: string): Row[] {
  const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Row);
}

function at(row: unknown, ...path: readonly string[]): unknown {
  return path.reduce((value, key) => (value as Row | undefined)?.[key], row);
}

/** Every fixed word of a JSON Schema. */
function wordsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { enum: words = [], const: word, ...parts } = node as { enum?: unknown[]; const?: unknown };
  const own = [...words, word].filter((one) => typeof one === 'string');
  return [...new Set([...own, ...Object.values(parts).flatMap(wordsOf)])];
}
