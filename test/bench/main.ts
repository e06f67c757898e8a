// npm run bench [-- --short]: speed beside PyTorch and the cost of observing, as ratios of one run.
// Writes its part of docs/benchmarks.md (not with --short) and exits 1 where an aim is missed.
import { buildProduct } from '../support/product';
import { median, spread, startJudging, type Judge } from './judge';
import { writePart } from './page';
import { raceAgainstPyTorch, type Effort, type Race } from './speed/againstPyTorch';
import { findTorch } from './speed/findTorch';
import { tasks } from './speed/tasks';
import { editorTable } from './editor/editorTable';
import { panelFrames } from './panelFrames';
import { wholeRuns, type WholeRun } from './speed/wholeRuns';

const examples = ['examples/digits.fit.yaml', 'examples/fashion.fit.yaml'];
const monitoringAim = 0.05;
const firstEventAim = 1;
/** Milliseconds that a frame of the panel may take. */
const frameAim = 50;

async function main(): Promise<void> {
  const isShort = process.argv.includes('--short');
  const effort = isShort ? { seconds: 0.5, rounds: 3 } : { seconds: 1.5, rounds: 7 };
  await buildProduct();
  const lines: string[] = [];
  const { judge, missed } = startJudging();
  const python = findTorch();
  if (python === undefined) {
    process.stdout.write('SKIPPED: PyTorch is not installed (Debian: python3-torch).\n');
  } else {
    lines.push(...(await raceTable(python, effort, judge)));
  }
  const runs: WholeRun[] = [];
  for (const config of examples) runs.push(await wholeRuns(config, isShort ? 3 : 7));
  lines.push(...runTable(runs, judge));
  lines.push(...(await panelTable(isShort ? 4 : 20, judge)));
  lines.push(...(await editorTable(isShort ? 1 : 5, judge, spread)));
  process.stdout.write(`${lines.join('\n')}\n`);
  if (!isShort && python !== undefined) writePart('bench', lines);
  if (missed() > 0) process.exitCode = 1;
}

const raceAims = { A: 1.2, B: 0.9, C: 1.2, D: 0.9 } as const;

async function raceTable(python: string, effort: Effort, judge: Judge): Promise<string[]> {
  const rows: string[] = [];
  let versions: Race['versions'] | undefined;
  for (const task of Object.values(tasks)) {
    const race = await raceAgainstPyTorch(python, { task, threads: 1 }, effort);
    versions = race.versions;
    const aim = raceAims[task.name];
    const verdict = judge(median(race.ratios) >= aim);
    rows.push(`| ${task.name}: ${task.what} | ${spread(race.ratios)} | ${aim} | ${verdict} |`);
  }
  return [
    '## Steps a second beside PyTorch',
    '',
    `Engine \`onnx\` (ONNX Runtime ${versions?.core}) with preset economy over PyTorch ${versions?.torch}; ` +
      'Adam, float32, one thread each, in turns; both gather their mini-batches, PyTorch observes nothing.',
    '',
    '| task | core / PyTorch | aim | |',
    '|---|---|---|---|',
    ...rows,
    '',
  ];
}

function runTable(runs: readonly WholeRun[], judge: Judge): string[] {
  return [
    '## Observing, and the first event',
    '',
    'Whole runs through `fitscope diagnose` with preset standard and `every_steps: auto`.',
    '',
    '| example | observing, % of the run | aim | | observations | first event after, s | aim | |',
    '|---|---|---|---|---|---|---|---|',
    ...runs.map(({ config, monitoring, firstEvent, observations }) => {
      const share = spread(monitoring.map((one) => one * 100));
      const isCheap = judge(median(monitoring) <= monitoringAim);
      const isQuick = judge(median(firstEvent) <= firstEventAim);
      return `| ${config} | ${share} | ${monitoringAim * 100} | ${isCheap} | ${observations} | ${spread(firstEvent)} | ${firstEventAim} | ${isQuick} |`;
    }),
  ];
}

/** Frames are counted where the page's own work made them late: other processes delay them too. */
async function panelTable(seconds: number, judge: Judge): Promise<string[]> {
  const points = 10_000;
  const rows: string[] = [];
  for (const width of [1400, 700]) {
    const seen = await panelFrames({ seconds, points, width, height: 900 });
    const longest = Math.max(0, ...seen.longTasks, ...seen.longTasksOfSwitch);
    const said = longest === 0 ? `below ${frameAim}` : longest.toFixed(0);
    const verdict = judge(longest <= frameAim);
    const busy = (seen.busy * 100).toFixed(0);
    rows.push(
      `| ${width} | ${seen.firstDraw.toFixed(0)} | ${median(seen.frames).toFixed(1)} | ${Math.max(...seen.frames).toFixed(0)} | ${said} | ${frameAim} | ${verdict} | ${busy} |`,
    );
  }
  return [
    '',
    '## The panel',
    '',
    `20 runs in the list, a live one of ${points} points shown that grows by 20 events a second for ${seconds} s, ` +
      'then another as long in its place; the real page in Chromium without a graphics card, milliseconds.',
    '',
    '| width | first drawn after | frame, median | frame, longest | work in one frame, longest | aim | | busy, % |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
  ];
}

void main();
