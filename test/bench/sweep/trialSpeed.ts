import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageOf } from '../../../src/config/configLanguage';
import { readConfig } from '../../../src/config/readConfig';
import { loadDataset } from '../../../src/core/data/loadDataset';
import { readRun } from '../../../src/runs/readRun';
import { buildProduct, fitscope } from '../../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';
import { findTorch } from '../speed/findTorch';

const root = join(__dirname, '..', '..', '..');
const example = join(root, 'examples', 'digits.fit.yaml');
const decays = [5e-4, 1e-3, 2e-3, 4e-3];
const rates = [0.0125, 0.025, 0.05, 0.1];
const rounds = 5;
const startAim = 150;

/** Trials a minute of the digits example on two cores, PyTorch beside it in turns, and a start's cost. */
export async function trialSpeed(): Promise<readonly string[]> {
  await buildProduct();
  const python = findTorch();
  const plain = python === undefined ? undefined : await preparePyTorch(python);
  const ours: Sweep[] = [];
  const theirs: number[] = [];
  const alone: Sweep[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await sweep(2));
    if (plain) theirs.push(await plain());
    alone.push(await sweep(1, 5));
  }
  removeTemporaryFolders();
  const perMinute = (seconds: number) => ((60 * decays.length * rates.length) / seconds).toFixed(0);
  const [mine, start] = [median(ours.map(({ seconds }) => seconds)), median(alone.map(beyond))];
  const beside = theirs.length > 0 ? median(theirs) : undefined;
  const ratios = theirs.map((seconds, i) => seconds / ours[i]!.seconds);
  return [
    '## Trials a minute',
    '',
    `The digits example over ${decays.length} weight decays and ${rates.length} learning rates, through the command line, ` +
      `two workers, nothing pruned, preset standard; beside it a plain PyTorch loop in two processes on the same data and grid, ` +
      `which observes nothing but the validation loss. In turns, medians of ${rounds}, start of everything included.`,
    '',
    `| trials a minute | PyTorch | ratio |`,
    `| --- | --- | --- |`,
    `| ${perMinute(mine)} | ${beside === undefined ? 'not installed' : perMinute(beside)} | ` +
      `${beside === undefined ? '' : `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`} |`,
    '',
    `A trial costs ${start.toFixed(0)} ms beyond its training (aim: under ${startAim}; ${start < startAim ? 'reached' : 'missed'}): ` +
      'its folder, a process where none is free, data, compiling the network, the end; one worker, 16 trials, the start of the command line among them.',
    '',
  ];
}

interface Sweep {
  /** From the start of the command line to its end. */
  readonly seconds: number;
  readonly trials: number;
  /** Training alone, all trials together. */
  readonly training: number;
}

async function sweep(workers: number, epochs?: number): Promise<Sweep> {
  const out = temporaryFolder();
  const begin = performance.now();
  const { code, stdout, stderr } = await fitscope([
    ...['sweep', example, '--out', out, '--workers', String(workers), '--no-prune', '--json'],
    ...['--param', `optimizer.weight_decay=list:${decays.join(',')}`],
    ...['--param', `optimizer.learning_rate=list:${rates.join(',')}`],
    ...(epochs === undefined ? [] : ['--set', `training.epochs=${epochs}`]),
  ]);
  const seconds = (performance.now() - begin) / 1000;
  if (code !== 0) throw new Error(`The sweep ended with ${code}: ${stderr}`);
  const { trials } = JSON.parse(stdout) as { readonly trials: readonly { readonly run: string }[] };
  const training = trials.map(({ run }) => {
    const { ended } = readRun(join(out, 'runs', run));
    return (ended?.seconds ?? NaN) - (ended?.costs?.['start'] ?? 0);
  });
  return { seconds, trials: trials.length, training: training.reduce((sum, one) => sum + one, 0) };
}

/** Milliseconds of a trial that are not training. */
function beyond({ seconds, trials, training }: Sweep): number {
  return (1000 * (seconds - training)) / trials;
}

/** Gives what runs the same grid in two Python processes and says how many seconds that took. */
async function preparePyTorch(python: string): Promise<() => Promise<number>> {
  const { settings } = readConfig(readFileSync(example, 'utf8'), languageOf(example) ?? 'yaml');
  if (!settings) throw new Error(`${example} is not a config.`);
  const places = { bundledFolder: join(root, 'examples', 'data') };
  const { train, validation } = await loadDataset(settings, places);
  if (!validation || !train.labels || !validation.labels) throw new Error('It has no classes.');
  const folder = temporaryFolder();
  const files = { inputs: join(folder, 'inputs'), labels: join(folder, 'labels') };
  writeFileSync(files.inputs, concatenated(train.inputs, validation.inputs));
  writeFileSync(files.labels, concatenated(train.labels, validation.labels));
  const { epochs, batch_size: batch } = settings.training;
  const pairs = decays.flatMap((decay) => rates.map((rate) => `${decay}:${rate}`));
  const argumentsOf = (part: readonly string[]) => [
    ...[join(__dirname, 'torch_sweep.py'), files.inputs, files.labels],
    ...[train.count, epochs, batch].map(String),
    ...part,
  ];
  return async () => {
    const begin = performance.now();
    const halves = [0, 1].map((half) => pairs.filter((_, i) => i % 2 === half));
    await Promise.all(halves.map((half) => run(python, argumentsOf(half))));
    return (performance.now() - begin) / 1000;
  };
}

function concatenated(...parts: readonly (Float32Array | Int32Array)[]): Buffer {
  return Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
}

function run(command: string, args: readonly string[]): Promise<void> {
  const env = { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${code}.`));
    });
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
