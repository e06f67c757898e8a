import { availableParallelism } from 'node:os';
import { median, spread, type Judge } from '../judge';
import { raceAgainstPyTorch, type Effort, type Race } from '../speed/againstPyTorch';
import { tasks, type Task } from '../speed/tasks';
import { batchSizes, grown } from './sizes';

const aims: Readonly<Record<string, number>> = { A: 1.3, B: 1.1, C: 1.3, D: 1.3 };
/** Behind PyTorch nowhere, within what rounds differ by themselves. */
const neverBehind = 1;

const columns = [
  '| task | core / PyTorch, steps a second | aim | | memory at the peak, MB, core and PyTorch | |',
  '|---|---|---|---|---|---|',
];

/** Found by hand, from what the process held after each phase and with one option changed. */
const whyMemory =
  "Memory is at its nearest to PyTorch's where feature maps are large. The parameters are there before and after a step (it is compared with the one before, and nothing is lost when one diverges) and once more as they began; moments once, where a call has one step. The rest is ONNX Runtime's: training, looks and evaluation are sessions of their own, and each keeps what it once took; of the 743 MB of B ten times as wide 139 are the looks'. Evaluation therefore takes fewer samples a call where layers are wide.";

/** Steps a second and memory beside PyTorch: threads, batch sizes, width and depth, WebAssembly. */
export async function speedTables(
  python: string,
  effort: Effort,
  judge: Judge,
  isShort: boolean,
): Promise<string[]> {
  const all = availableParallelism();
  const first = await race(python, { task: tasks.A, threads: 1 }, { seconds: 0.2, rounds: 1 });
  const lines = [
    '## Engine: steps a second and memory beside PyTorch',
    '',
    `ONNX Runtime ${first.versions.core} with preset economy, PyTorch ${first.versions.torch} observing nothing; ` +
      'Adam, float32, in turns, each task in processes of its own, of which the peak is told.',
  ];
  for (const threads of [...new Set([1, all])]) {
    const rows: string[] = [];
    for (const task of Object.values(tasks)) {
      const result = await race(python, { task, threads }, effort);
      const aim = threads === 1 ? (aims[task.name] ?? 1) : neverBehind;
      rows.push(row(`${task.name}: ${task.what}`, result, aim, judge));
    }
    lines.push('', `### ${threads === 1 ? 'One thread' : `All ${threads} threads`}`, '');
    lines.push(...columns, ...rows);
  }
  const further = [
    {
      title: 'Batches of 32 to 1024, one thread',
      of: isShort ? batchSizes.slice(0, 1) : batchSizes,
    },
    { title: 'Ten times as wide and as deep, one thread', of: isShort ? grown.slice(1, 2) : grown },
  ];
  for (const { title, of } of further) {
    const rows: string[] = [];
    for (const task of of)
      rows.push(
        row(task.what, await race(python, { task, threads: 1 }, effort), neverBehind, judge),
      );
    lines.push('', `### ${title}`, '', ...columns, ...rows);
  }
  lines.push('', whyMemory);
  lines.push(...(await wasmTable(python, effort, isShort)));
  return lines;
}

async function wasmTable(python: string, effort: Effort, isShort: boolean): Promise<string[]> {
  const shown: readonly Task[] = isShort ? [tasks.D] : Object.values(tasks);
  const rows: string[] = [];
  for (const task of shown) {
    const result = await race(python, { task, threads: 1, engine: 'onnx-wasm' }, effort);
    const { memory } = result;
    rows.push(
      `| ${task.name}: ${task.what} | ${spread(result.ratios)} | ${memory.core.toFixed(0)} and ${memory.torch.toFixed(0)} |`,
    );
  }
  return [
    '',
    '### `onnx-wasm`, one thread',
    '',
    'For machines without a native library; no aim but to work.',
    '',
    '| task | core / PyTorch, steps a second | memory at the peak, MB, core and PyTorch |',
    '|---|---|---|',
    ...rows,
  ];
}

async function race(...args: Parameters<typeof raceAgainstPyTorch>): Promise<Race> {
  const result = await raceAgainstPyTorch(...args);
  process.stdout.write(`  ${args[1].task.what}: ${spread(result.ratios)}\n`);
  return result;
}

function row(what: string, { ratios, memory }: Race, aim: number, judge: Judge): string {
  const speed = judge(median(ratios) >= aim);
  const size = judge(memory.core <= memory.torch);
  return `| ${what} | ${spread(ratios)} | ${aim} | ${speed} | ${memory.core.toFixed(0)} and ${memory.torch.toFixed(0)} | ${size} |`;
}
