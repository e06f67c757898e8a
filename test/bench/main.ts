// npm run bench [-- --short]: speed beside PyTorch and the cost of observing, as ratios of one run.
// Writes docs/benchmarks.md (not with --short) and exits 1 where an aim is missed.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { buildProduct } from '../support/product';
import { findTorch, raceAgainstPyTorch, type Race } from './speed/againstPyTorch';
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
  let missed = 0;
  const judge = (reached: boolean) => {
    if (!reached) missed++;
    return reached ? 'reached' : 'missed';
  };
  const python = findTorch();
  if (python === undefined) {
    process.stdout.write('SKIPPED: PyTorch is not installed (Debian: python3-torch).\n');
  } else {
    const { races, versions } = await raceAgainstPyTorch(python, effort);
    lines.push(...raceTable(races, versions, judge));
  }
  const runs: WholeRun[] = [];
  for (const config of examples) runs.push(await wholeRuns(config, isShort ? 3 : 7));
  lines.push(...runTable(runs, judge));
  lines.push(...(await panelTable(isShort ? 4 : 20, judge)));
  lines.push(...(await editorTable(isShort ? 1 : 5, judge, spread)));
  process.stdout.write(`${lines.join('\n')}\n`);
  if (!isShort && python !== undefined)
    writeFileSync('docs/benchmarks.md', `${[...heading(), ...lines].join('\n')}\n`);
  if (missed > 0) process.exitCode = 1;
}

type Judge = (reached: boolean) => string;

function heading(): string[] {
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`. Every figure is a ratio within one run on one machine ' +
      `(${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}); ` +
      'medians, with the lowest and highest round in brackets.',
    '',
  ];
}

function raceTable(
  races: readonly Race[],
  [onnx, torch]: readonly [string, string],
  judge: Judge,
): string[] {
  return [
    '## Steps a second beside PyTorch',
    '',
    `Engine \`onnx\` (ONNX Runtime ${onnx}) with preset economy over PyTorch ${torch}; Adam, float32, ` +
      'one thread each, in turns; both gather their mini-batches, PyTorch observes nothing.',
    '',
    '| task | core / PyTorch | aim | |',
    '|---|---|---|---|',
    ...races.map(
      ({ task, what, aim, ratios }) =>
        `| ${task}: ${what} | ${spread(ratios)} | ${aim} | ${judge(median(ratios) >= aim)} |`,
    ),
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

function spread(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

void main();
