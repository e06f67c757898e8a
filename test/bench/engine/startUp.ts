import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { median, spread, type Judge } from '../judge';
import { coreProcess } from './coreProcess';

const config = `dataset: { kind: bundled, name: digits }
model: { kind: mlp, hidden: [128] }
loss: cross_entropy
optimizer: { kind: adam, learning_rate: 1e-3 }
training: { epochs: 1, batch_size: 64, seed: 0 }
monitor: { preset: economy }
`;

/** From nothing to a first trained step, and the process over: an epoch of digits, beside one step. */
export async function startUp(python: string, rounds: number, judge: Judge): Promise<string[]> {
  const ratios: Record<string, number[]> = { onnx: [], 'onnx-wasm': [] };
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now();
    spawnSync(python, [join(__dirname, 'torch_start.py')]);
    const theirs = (performance.now() - begin) / 1000;
    for (const engine of ['onnx', 'onnx-wasm'])
      ratios[engine]!.push(
        theirs / (await coreProcess(`${config}engine: ${engine}\n`, { threads: 1 })).seconds,
      );
  }
  return [
    '',
    '## Start-up',
    '',
    'A whole process: of the core with reading digits, an epoch of 23 steps, observing, and a run folder; of PyTorch ' +
      'with one step on random numbers.',
    '',
    '| engine | PyTorch / core, seconds | aim | |',
    '|---|---|---|---|',
    ...Object.entries(ratios).map(
      ([engine, all]) => `| ${engine} | ${spread(all)} | 1 | ${judge(median(all) >= 1)} |`,
    ),
  ];
}
