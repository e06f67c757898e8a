import { join } from 'node:path';
import { median, spread, type Judge } from '../judge';
import type { Effort } from '../speed/againstPyTorch';
import { bundle } from '../speed/bundle';
import { StepsProcess, type StepAnswer, type StepRequest } from '../speed/stepsProcess';
import { tasks } from '../speed/tasks';

const everySteps = 10;
/** Percent of the time. */
const aims = { economy: 1, standard: 3 } as const;

/** What observing every ten steps costs, and the way of the published experiments beside it. */
export async function observingTable(
  python: string,
  effort: Effort,
  judge: Judge,
): Promise<string[]> {
  const rows: string[] = [];
  const core = await bundle('coreSteps.ts');
  const script = join(__dirname, '..', 'speed', 'torch_steps.py');
  for (const task of Object.values(tasks)) {
    const request: StepRequest = { task, threads: 1 };
    const cells = [spread(await floorOf(core, request, effort))];
    for (const [preset, aim] of Object.entries(aims)) {
      const { shares, slowdowns } = await costOf(core, request, preset, effort);
      cells.push(`${spread(shares)}, aim ${aim}: ${judge(median(shares) <= aim)}`);
      cells.push(spread(slowdowns));
    }
    const monitor = { preset: 'full', every_steps: everySteps };
    cells.push(spread(await sharesOf(process.execPath, core, { ...request, monitor }, effort)));
    const pairs = { ...request, monitor: { every_steps: everySteps } };
    cells.push(spread(await sharesOf(python, script, pairs, effort)));
    rows.push(`| ${task.name} | ${cells.join(' | ')} |`);
    process.stdout.write(`  observing ${rows.at(-1)}\n`);
  }
  return [
    '',
    '## Observing every ten steps, % of the time',
    '',
    'A forward pass of the 128 samples of the probe (first column) is more than economy may cost at this interval. So ' +
      'OUI then comes out of the training step itself, of the first 32 samples of its mini-batch and all 496 pairs of them; ' +
      'whole looks at probe and weights are rarer, at least 20 a run (`src/core/observe/stepPatterns.ts`). "Counted" is what ' +
      'the run itself tells; "slower by" is measured from outside, by steps a second with looks and without, in turns of ' +
      'one process. It has what no clock inside can see: caches that a look leaves cold, and in standard the steps that are ' +
      'called one at a time to be compared; the branch that is not taken in other steps, some 3 microseconds, is in neither. ' +
      'Beside it, in the same run, the way of the published experiments (arXiv 2504.17160) in PyTorch: 28 pairs of samples.',
    '',
    '| task | a forward pass of the probe | economy, counted | economy, slower by | standard, counted | standard, slower by | full, counted | OUI of 28 pairs in PyTorch |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    'A share of 10 % is a factor of 1.11 on the time of training; Cockpit publishes factors of 1.5 to 63 for its ' +
      'instruments (arXiv 2102.06604). Without a number, `every_steps: auto` keeps any preset but full under 5 %.',
  ];
}

async function floorOf(core: string, request: StepRequest, { rounds }: Effort): Promise<number[]> {
  const effort = { seconds: 0.5, rounds };
  const answers = await answersOf(process.execPath, core, request, effort, 'forward');
  return answers.map(({ forwardShare = NaN }) => 100 * forwardShare);
}

/** Observed and not, in turns of one process: two differ by more than what is measured. */
async function costOf(core: string, request: StepRequest, preset: string, effort: Effort) {
  const monitor = { preset, every_steps: everySteps };
  const trainer = new StepsProcess(process.execPath, [core], { ...request, monitor });
  try {
    await trainer.ready();
    const shares: number[] = [];
    const slowdowns: number[] = [];
    for (let round = 0; round < 2 * effort.rounds; round++) {
      const before = await trainer.train(effort.seconds / 2, 'alone');
      const seen = await trainer.train(effort.seconds);
      const after = await trainer.train(effort.seconds / 2, 'alone');
      const alone = (before.stepsASecond + after.stepsASecond) / 2;
      shares.push(100 * seen.monitoring);
      slowdowns.push(100 * (1 - seen.stepsASecond / alone));
    }
    return { shares, slowdowns };
  } finally {
    trainer.end();
  }
}

async function sharesOf(...args: Parameters<typeof answersOf>): Promise<number[]> {
  return (await answersOf(...args)).map(({ monitoring }) => 100 * monitoring);
}

async function answersOf(
  command: string,
  program: string,
  request: StepRequest,
  { seconds, rounds }: Effort,
  how?: 'forward',
): Promise<StepAnswer[]> {
  const trainer = new StepsProcess(command, [program], request);
  try {
    await trainer.ready();
    const answers: StepAnswer[] = [];
    for (let round = 0; round < rounds; round++) answers.push(await trainer.train(seconds, how));
    return answers;
  } finally {
    trainer.end();
  }
}
