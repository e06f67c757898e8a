import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { StepsProcess } from './stepsProcess';

export interface Race {
  readonly task: string;
  readonly what: string;
  /** Steps a second of PyTorch that the core is to reach, as a factor. */
  readonly aim: number;
  /** Ratio of steps a second, core over PyTorch, in each round. */
  readonly ratios: readonly number[];
}

const tasks = [
  { task: 'A', what: 'MLP 784-256-128-10, batch 128', aim: 1.2 },
  { task: 'B', what: 'CNN 28x28, conv 16, conv 32, dense 64, batch 128', aim: 0.9 },
  { task: 'C', what: 'MLP 50-2000-10, all 500 samples', aim: 1.2 },
  { task: 'D', what: 'MLP 64-128x6-10, batch 128', aim: 0.9 },
] as const;

/** A Python with PyTorch; Debian's, where another stands before it on the PATH. */
export function findTorch(): string | undefined {
  const candidates = [process.env['PYTHON'], '/usr/bin/python3', 'python3'];
  return candidates.find(
    (python) =>
      python !== undefined &&
      (!python.startsWith('/') || existsSync(python)) &&
      spawnSync(python, ['-c', 'import torch']).status === 0,
  );
}

/** A program as users get the core: in one file, and nothing else in the collector's way. */
async function bundle(program: string): Promise<string> {
  const outfile = join(__dirname, '..', '..', '..', '.cache', 'bench', `${program}.js`);
  await build({
    entryPoints: [join(__dirname, program)],
    bundle: true,
    platform: 'node',
    external: ['onnxruntime-node', 'onnxruntime-web'],
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}

/** Core and PyTorch in turns, Adam, float32, one thread each, batches gathered by both. */
export async function raceAgainstPyTorch(
  python: string,
  { seconds, rounds }: { readonly seconds: number; readonly rounds: number },
): Promise<{ readonly races: readonly Race[]; readonly versions: readonly [string, string] }> {
  const core = new StepsProcess(process.execPath, [await bundle('coreSteps.ts'), `${seconds}`]);
  const torch = new StepsProcess(python, [join(__dirname, 'torch_steps.py'), `${seconds}`]);
  try {
    const versions = [await core.ready(), await torch.ready()] as const;
    const races: Race[] = [];
    for (const { task, what, aim } of tasks) {
      const ratios: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const ours = await core.stepsASecond(task);
        const theirs = await torch.stepsASecond(task);
        ratios.push(ours / theirs);
      }
      races.push({ task, what, aim, ratios });
    }
    return { races, versions };
  } finally {
    core.end();
    torch.end();
  }
}
