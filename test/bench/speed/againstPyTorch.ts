import { join } from 'node:path';
import { bundle } from './bundle';
import { StepsProcess, type StepRequest } from './stepsProcess';

/** How long a race is. */
export interface Effort {
  /** Of training in a round, each. */
  readonly seconds: number;
  readonly rounds: number;
}

/** What the core and PyTorch made of the same task, in turns. */
export interface Race {
  readonly request: StepRequest;
  /** Steps a second, core over PyTorch, of each round. */
  readonly ratios: readonly number[];
  /** Share of the core's time that observing took, in each round. */
  readonly monitoring: readonly number[];
  /** Megabytes of each process at its peak. */
  readonly memory: { readonly core: number; readonly torch: number };
  readonly versions: { readonly core: string; readonly torch: string };
}

/** Core and PyTorch in turns, Adam, float32, a process each, batches gathered by both. */
export async function raceAgainstPyTorch(
  python: string,
  request: StepRequest,
  { seconds, rounds }: Effort,
): Promise<Race> {
  const { task, threads } = request;
  const core = new StepsProcess(process.execPath, [await bundle('coreSteps.ts')], request);
  const script = join(__dirname, 'torch_steps.py');
  const torch = new StepsProcess(python, [script], { task, threads });
  try {
    const versions = { core: await core.ready(), torch: await torch.ready() };
    const answers = [];
    for (let round = 0; round < rounds; round++)
      answers.push({ ours: await core.train(seconds), theirs: await torch.train(seconds) });
    const last = answers.at(-1)!;
    return {
      request,
      ratios: answers.map(({ ours, theirs }) => ours.stepsASecond / theirs.stepsASecond),
      monitoring: answers.map(({ ours }) => ours.monitoring),
      memory: { core: last.ours.peakMegabytes, torch: last.theirs.peakMegabytes },
      versions,
    };
  } finally {
    core.end();
    torch.end();
  }
}
