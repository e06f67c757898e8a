// npm run bench:sweep [-- --short] [--fashion FOLDER]: how good the searches of a sweep are, beside full
// grids that are trained first (about half an hour of one core; a stopped benchmark goes on where it
// was), and how many trials a minute there are. Writes docs/sweep-benchmark.md, not with --short.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { contest, type TaskResults } from './sweep/contenders';
import { sweepPage } from './sweep/page';
import { Table } from './sweep/table';
import { gridOf, sweepTasks } from './sweep/tasks';
import { trainTruth } from './sweep/truth';
import { trialSpeed } from './sweep/trialSpeed';

const root = join(__dirname, '..', '..');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      short: { type: 'boolean', default: false },
      fashion: { type: 'string', default: '/usr/share/datasets/fashion-mnist' },
    },
  });
  const { short: isShort, fashion } = values;
  const all = sweepTasks(fashion);
  const needsFashion = all.filter(({ settings }) => settings.dataset.kind === 'idx');
  if (!isShort && needsFashion.length > 0 && !existsSync(fashion)) {
    console.error(`There is no Fashion-MNIST in ${fashion} (Debian: dataset-fashion-mnist).`);
    return 1;
  }
  const tasks = isShort ? all.filter(({ name }) => name === 'digits, clean') : all;
  const seeds = isShort ? [0] : [0, 1, 2, 3, 4];
  const runs = await trainTruth({
    ...{ tasks, seeds },
    bundledFolder: join(root, 'examples', 'data'),
    folder: join(root, '.cache', 'bench', 'sweep'),
    onProgress: (left, { name }) => {
      if (left % 35 === 0) console.error(`${left} trainings left; ${name} is done for a seed.`);
    },
  });
  const results: TaskResults[] = [];
  for (const task of tasks) {
    const own = runs.filter((run) => run.task === task.name);
    const table = new Table(task.name, task.isNew, task.settings, gridOf(task), seeds, own);
    results.push(await contest(table));
    console.error(`Searched ${task.name}.`);
  }
  const further = isShort ? [] : await trialSpeed();
  const { text, missed } = sweepPage({ tasks, results, further });
  console.log(text);
  if (!isShort) writeFileSync(join(root, 'docs', 'sweep-benchmark.md'), text);
  // One task and one seed say that it works, not how well.
  return missed === 0 || isShort ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
