import { statSync } from 'node:fs';
import { median, type Judge } from '../judge';
import { coreProcess } from './coreProcess';
import { fashionDataset, fashionFolder, isFashionThere } from './fashionFiles';

const longConfig = (epochs: number) => `dataset: { kind: bundled, name: digits }
model: { kind: mlp, hidden: [64, 64] }
loss: cross_entropy
optimizer: { kind: adam, learning_rate: 1e-3 }
training: { epochs: ${epochs}, batch_size: 32, seed: 0 }
monitor: { preset: standard, every_steps: 10 }
engine: onnx
`;

const largeConfig = `${fashionDataset}
model: { kind: mlp, hidden: [1024, 1024, 256] }
loss: cross_entropy
optimizer: { kind: adam, learning_rate: 1e-3 }
training: { epochs: 1, batch_size: 128, seed: 0 }
engine: onnx
`;

const aims = { growth: 1.02, gigabytes: 1.5, megabytesOfEvents: 50 } as const;

/** 600 000 steps observed every ten; 2 million parameters on 60 000 images. */
export async function longAndLarge(isShort: boolean, judge: Judge): Promise<string[]> {
  const lines = ['', '## Long and large', '', '| | measured | aim | |', '|---|---|---|---|'];
  const long = await coreProcess(longConfig(isShort ? 200 : 13_400), { threads: 1 });
  // A tenth of the run warms up: compiled code, the heap, pools of the engine. Of 200 000 steps, which
  // take 15 s, that would be half.
  const levels = long.looks.slice(Math.floor(long.looks.length / 10)).map((l) => l.megabytes);
  const half = Math.floor(levels.length / 2);
  const growth = median(levels.slice(half)) / median(levels.slice(0, half));
  const events = statSync(`${long.folder}/events.jsonl`).size / 1e6;
  const steps = long.view.started?.totalSteps ?? 0;
  lines.push(
    `| memory in the second half of ${steps} steps over that in the first | ${growth.toFixed(3)} (${median(levels).toFixed(0)} MB) | ${aims.growth} | ${judge(growth <= aims.growth)} |`,
    `| \`events.jsonl\` of these, observed every 10 steps with preset standard, MB | ${events.toFixed(1)} | ${aims.megabytesOfEvents} | ${judge(events <= aims.megabytesOfEvents)} |`,
  );
  if (!isFashionThere)
    return [...lines, '', `The large run: ${fashionFolder} is not there (dataset-fashion-mnist).`];
  const large = await coreProcess(largeConfig, { threads: 1 });
  const millions = ((large.view.started?.parameters ?? 0) / 1e6).toFixed(1);
  lines.push(
    `| memory at the peak, ${millions} million parameters and 60 000 images of 28x28, MB | ${large.megabytes.toFixed(0)} | ${aims.gigabytes * 1000} | ${judge(large.megabytes <= aims.gigabytes * 1000)} |`,
  );
  return lines;
}
