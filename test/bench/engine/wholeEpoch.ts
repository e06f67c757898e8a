import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median, spread, type Judge } from '../judge';
import { coreProcess } from './coreProcess';
import { fashionDataset, fashionFolder, isFashionThere } from './fashionFiles';

const title = '## A CNN with batch normalization on all of Fashion-MNIST, one epoch';
const aims = { epoch: 1.1, whole: 1, memory: 1 } as const;

const config = `${fashionDataset}
model: { kind: cnn, channels: [16, 32], dense: [64], normalization: batch }
loss: cross_entropy
optimizer: { kind: adam, learning_rate: 1e-3 }
training: { epochs: 1, batch_size: 128, seed: 0 }
monitor: { preset: economy }
engine: onnx
`;

interface Whole {
  /** Of the process, and of the epoch in it. */
  readonly seconds: number;
  readonly epochSeconds: number;
  readonly megabytes: number;
}

/** 60 000 images from their files to the last step of an epoch, the core and PyTorch in turns. */
export async function wholeEpoch(python: string, rounds: number, judge: Judge): Promise<string[]> {
  if (!isFashionThere)
    return [
      '',
      title,
      '',
      `Not run: ${fashionFolder} is not there (Debian: dataset-fashion-mnist).`,
    ];
  const rows: string[] = [];
  for (const threads of new Set([1, availableParallelism()])) {
    const pairs: { readonly ours: Whole; readonly theirs: Whole }[] = [];
    for (let round = 0; round < rounds; round++)
      pairs.push({ ours: await core(threads), theirs: await torch(python, threads) });
    const ratios = (key: 'seconds' | 'epochSeconds') =>
      pairs.map(({ ours, theirs }) => theirs[key] / ours[key]);
    const [epoch, whole] = [ratios('epochSeconds'), ratios('seconds')];
    const [our, their] = (['ours', 'theirs'] as const).map((side) =>
      median(pairs.map((pair) => pair[side].megabytes)),
    ) as [number, number];
    rows.push(
      `| ${threads} | ${spread(epoch)} | ${aims.epoch}: ${judge(median(epoch) >= aims.epoch)} | ${spread(whole)} | ` +
        `${aims.whole}: ${judge(median(whole) >= aims.whole)} | ${our.toFixed(0)} and ${their.toFixed(0)} | ${judge(our <= their)} |`,
    );
    process.stdout.write(`  epoch ${rows.at(-1)}\n`);
  }
  return [
    '',
    title,
    '',
    'Conv 16, conv 32, dense 64, batch 128, Adam; seconds of PyTorch over those of the core. The core has preset ' +
      'economy and its usual `every_steps: auto`, and evaluates the training loss; PyTorch does neither. The whole ' +
      'process reads and scales the images from their gzipped files.',
    '',
    '| threads | PyTorch / core, the epoch | aim | PyTorch / core, the whole process | aim | memory at the peak, MB, core and PyTorch | |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ];
}

async function core(threads: number): Promise<Whole> {
  const { view, seconds, megabytes } = await coreProcess(config, { threads });
  const [start, end] = [view.started?.at, view.epochs.at(-1)?.at].map((at) => Date.parse(at ?? ''));
  return { seconds, epochSeconds: (end! - start!) / 1000, megabytes };
}

async function torch(python: string, threads: number): Promise<Whole> {
  const begin = performance.now();
  const script = join(__dirname, 'torch_epoch.py');
  const env = { ...process.env, OMP_NUM_THREADS: `${threads}`, MKL_NUM_THREADS: `${threads}` };
  const { stdout } = await promisify(execFile)(python, [script, fashionFolder, `${threads}`], {
    env,
  });
  const measured = JSON.parse(stdout) as Omit<Whole, 'seconds'>;
  return { ...measured, seconds: (performance.now() - begin) / 1000 };
}
